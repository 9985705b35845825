import type { ModelReply } from './model-step.js';
import type { ModelRequest } from './model-request.js';

/** What the model says to the prompts that one condition picks. */
export interface ModelRule {
  /**
   * Which prompts: those that contain the string, that match the pattern, or for which the function says yes.
   * Default: all.
   */
  readonly when?: string | RegExp | ((prompt: string, request: ModelRequest) => boolean);
  /** The first reply for the first model call after the prompt, the second for the one after its tools ran, and so on. */
  readonly replies: readonly ModelReply[];
}

/** A function that decides every reply itself; undefined leaves it to the fallback. */
export type ModelScriptFunction = (
  request: ModelRequest,
) => ModelReply | undefined | Promise<ModelReply | undefined>;

/**
 * What the scripted model says: one reply to every prompt, rules of which the first that fits counts, or a function.
 *
 * Rules keep no state: which reply comes depends only on the conversation that codex sends along, so that threads
 * running at the same time do not disturb each other.
 */
export type ModelScript = ModelReply | readonly ModelRule[] | ModelScriptFunction;

/** Finds the reply of a script to a request; undefined if the script has none. */
export const chooseReply = async (
  script: ModelScript,
  request: ModelRequest,
): Promise<ModelReply | undefined> => {
  if (typeof script === 'function') return script(request);
  // One reply is said once to each prompt: a tool call in it would otherwise be made for ever.
  if (!isRules(script)) return request.call === 0 ? script : undefined;
  const rule = script.find((candidate) => fits(candidate, request));
  return rule?.replies[request.call];
};

const isRules = (script: ModelReply | readonly ModelRule[]): script is readonly ModelRule[] =>
  Array.isArray(script) && script.every((entry: object) => 'replies' in entry && !('type' in entry));

const fits = ({ when }: ModelRule, request: ModelRequest): boolean => {
  if (when === undefined) return true;
  if (typeof when === 'string') return request.prompt.includes(when);
  if (typeof when === 'function') return when(request.prompt, request);
  // A global or sticky pattern remembers where it stopped, which must not carry over to the next prompt.
  when.lastIndex = 0;
  return when.test(request.prompt);
};
