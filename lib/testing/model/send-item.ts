import { randomUUID } from 'node:crypto';
import { joinChunks } from './chunks.js';
import type { ReasoningStep, TextStep, ToolCallStep } from './model-step.js';
import { sendChunks } from './pace.js';
import type { SseStream } from './sse-stream.js';

/** A new unique id with a prefix, in the fashion of the real model's. */
export const newId = (prefix: string): string => `${prefix}_${randomUUID().replaceAll('-', '')}`;

/** Streams an agent message: the item, its pieces, the whole. */
export const sendText = async (stream: SseStream, step: TextStep, outputIndex: number): Promise<void> => {
  const id = step.id ?? newId('msg');
  const item = (status: string, content: readonly unknown[]) => ({
    type: 'message',
    id,
    role: 'assistant',
    status,
    content,
    ...(step.phase !== undefined && { phase: step.phase }),
  });
  await stream.send({
    type: 'response.output_item.added',
    output_index: outputIndex,
    item: item('in_progress', []),
  });
  await sendChunks(stream, step.chunks, step.delayMs, (delta) => ({
    type: 'response.output_text.delta',
    item_id: id,
    output_index: outputIndex,
    content_index: 0,
    delta,
  }));
  if (step.unfinished) return;
  await stream.send({
    type: 'response.output_item.done',
    output_index: outputIndex,
    item: item('completed', [{ type: 'output_text', text: joinChunks(step.chunks), annotations: [] }]),
  });
};

/** Streams a reasoning item: the parts of its summary, the raw reasoning, the whole. */
export const sendReasoning = async (
  stream: SseStream,
  step: ReasoningStep,
  outputIndex: number,
): Promise<void> => {
  const id = step.id ?? newId('rs');
  const position = { item_id: id, output_index: outputIndex };
  const item = { type: 'reasoning', id };
  await stream.send({
    type: 'response.output_item.added',
    output_index: outputIndex,
    item: { ...item, summary: [] },
  });
  for (const [summaryIndex, chunks] of step.summary.entries()) {
    const part = { ...position, summary_index: summaryIndex };
    await stream.send({
      type: 'response.reasoning_summary_part.added',
      ...part,
      part: { type: 'summary_text', text: '' },
    });
    await sendChunks(stream, chunks, step.delayMs, (delta) => ({
      type: 'response.reasoning_summary_text.delta',
      ...part,
      delta,
    }));
  }
  await sendChunks(stream, step.content, step.delayMs, (delta) => ({
    type: 'response.reasoning_text.delta',
    ...position,
    content_index: 0,
    delta,
  }));
  const content = joinChunks(step.content);
  await stream.send({
    type: 'response.output_item.done',
    output_index: outputIndex,
    item: {
      ...item,
      summary: step.summary.map((chunks) => ({ type: 'summary_text', text: joinChunks(chunks) })),
      ...(content !== '' && { content: [{ type: 'reasoning_text', text: content }] }),
    },
  });
};

/** Streams a tool call, in the form that the tool takes: JSON arguments, or free-form input. */
export const sendToolCall = async (
  stream: SseStream,
  step: ToolCallStep,
  outputIndex: number,
  freeform: boolean,
): Promise<void> => {
  const callId = step.id ?? newId('call');
  const call = {
    id: newId(freeform ? 'ctc' : 'fc'),
    call_id: callId,
    name: step.name,
    ...(step.namespace !== undefined && { namespace: step.namespace }),
  };
  const input = typeof step.args === 'string' ? step.args : JSON.stringify(step.args);
  await stream.send({
    type: 'response.output_item.done',
    output_index: outputIndex,
    item: freeform
      ? { type: 'custom_tool_call', ...call, input }
      : { type: 'function_call', ...call, arguments: input },
  });
};
