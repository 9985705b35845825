import type { PlainStep } from './check-reply.js';
import type { ModelUsage } from './model-step.js';
import { passGate, pause } from './pace.js';
import { sendFailure } from './send-failure.js';
import { newId, sendReasoning, sendText, sendToolCall } from './send-item.js';
import type { SseStream } from './sse-stream.js';

/** What carrying out a reply takes besides its steps. */
export interface ReplyContext {
  readonly stream: SseStream;
  /** Answers with an HTTP error instead of a stream. */
  readonly refuse: (status: number, body: unknown, headers?: Readonly<Record<string, string>>) => void;
  /** Whether a tool takes free-form input instead of JSON arguments. */
  readonly isFreeform: (tool: string) => boolean;
}

/**
 * Carries out the steps of a reply, one after the other, as events of the Responses API.
 *
 * Stops where it stands once the connection is gone, as a model does when codex interrupts the turn.
 */
export const streamReply = async (steps: readonly PlainStep[], context: ReplyContext): Promise<void> => {
  const { stream } = context;
  const responseId = newId('resp');
  let counts: ModelUsage = {};
  let outputIndex = 0;
  let begun = false;
  const begin = async () => {
    if (begun) return;
    begun = true;
    await stream.send({ type: 'response.created', response: { id: responseId, status: 'in_progress' } });
  };

  for (const step of steps) {
    if (stream.signal.aborted) return;
    switch (step.type) {
      case 'usage':
        counts = step.usage;
        break;
      case 'delay':
        await pause(stream, step.ms);
        break;
      case 'gate':
        await passGate(stream, step.gate);
        break;
      case 'fail':
        return sendFailure(step.failure, { ...context, responseId, begin });
      case 'text':
        await begin();
        await sendText(stream, step, outputIndex++);
        break;
      case 'reasoning':
        await begin();
        await sendReasoning(stream, step, outputIndex++);
        break;
      case 'toolCall':
        await begin();
        await sendToolCall(stream, step, outputIndex++, context.isFreeform(step.name));
        break;
      case 'event':
        await begin();
        await stream.send(step.event);
        break;
    }
  }
  await begin();
  await stream.send({
    type: 'response.completed',
    response: { id: responseId, status: 'completed', usage: usageOf(counts) },
  });
  await stream.end();
};

const usageOf = (counts: ModelUsage): Record<string, unknown> => {
  const { inputTokens = 1, outputTokens = 1 } = counts;
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: counts.cachedInputTokens ?? 0 },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: counts.reasoningOutputTokens ?? 0 },
    total_tokens: counts.totalTokens ?? inputTokens + outputTokens,
  };
};
