import type { AttemptsStep, ModelReply, ModelStep, ToolCallStep } from './model-step.js';
import type { ModelRequest } from './model-request.js';

/** A step that is carried out as it is. */
export type PlainStep = Exclude<ModelStep, AttemptsStep>;

/** A reply that can be streamed, or the sentence that says what is wrong with it. */
export type CheckedReply = { readonly steps: readonly PlainStep[] } | { readonly fault: string };

/**
 * Resolves a reply for one attempt into its steps, and checks that they can be carried out for this request.
 *
 * A tool must be on offer, nothing may follow a failure, and an HTTP error can only come before the stream began.
 */
export const checkReply = (reply: ModelReply, request: ModelRequest): CheckedReply => {
  const steps = resolveAttempts(reply, request.attempt);
  let streamed = false;
  for (const [at, step] of steps.entries()) {
    const fault = faultOf(step, request, streamed) ?? faultAfter(step, steps[at + 1]);
    if (fault) return { fault: `The script is wrong, step ${at + 1}: ${fault}` };
    streamed ||= !['delay', 'gate', 'usage'].includes(step.type);
  }
  return { steps };
};

const resolveAttempts = (reply: ModelReply, attempt: number): readonly PlainStep[] =>
  (Array.isArray(reply) ? (reply as readonly ModelStep[]) : [reply as ModelStep]).flatMap((step) =>
    step?.type === 'attempts'
      ? resolveAttempts(step.replies[Math.min(attempt, step.replies.length - 1)] ?? [], attempt)
      : [step],
  );

const known = ['text', 'reasoning', 'toolCall', 'delay', 'gate', 'usage', 'fail', 'event'];

const faultOf = (step: PlainStep, request: ModelRequest, streamed: boolean): string | undefined => {
  if (!known.includes(step?.type)) {
    return `a step must be made by one of the step functions, and this is ${JSON.stringify(step)}.`;
  }
  if (step.type === 'toolCall') return faultOfTool(step, request);
  if (step.type === 'fail' && 'status' in step.failure && streamed) {
    return `fail({ status: ${step.failure.status} }) comes after the stream has begun; put it first.`;
  }
  return undefined;
};

const faultOfTool = (step: ToolCallStep, request: ModelRequest): string | undefined => {
  const name = step.namespace === undefined ? step.name : `${step.namespace}.${step.name}`;
  if (request.tools.includes(name)) return undefined;
  const hint = name === 'update_plan' ? ' It needs [tools.update_plan] enabled = true in config.toml.' : '';
  const offered = request.tools.length === 0 ? 'none' : request.tools.join(', ');
  return `it calls the tool "${name}", which this request does not offer.${hint} On offer: ${offered}.`;
};

const faultAfter = (step: PlainStep, next: PlainStep | undefined): string | undefined =>
  step.type === 'fail' && next ? `a failure ends the reply, but ${next.type} follows.` : undefined;
