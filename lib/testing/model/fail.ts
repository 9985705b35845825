import { CodexOptionsError } from '../../errors/codex-options-error.js';
import type { FailStep, ModelFailure } from './model-step.js';

const causes = ['status', 'drop', 'endEarly', 'event', 'incomplete'] as const;

/**
 * A step in which the model call fails; nothing comes after it.
 *
 * Codex tries a failed call again as often as its provider is told to, which is never in `createCodexHome` unless
 * asked; `attempts` gives each try a reply of its own.
 *
 * @throws CodexOptionsError unless the failure names exactly one cause
 */
export const fail = (failure: ModelFailure): FailStep => {
  const named = causes.filter((cause) => cause in failure);
  if (named.length !== 1) {
    throw new CodexOptionsError(
      `fail() takes exactly one of ${causes.join(', ')}, and got ${named.join(' and ') || 'none'}.`,
    );
  }
  if ('status' in failure && !(failure.status >= 400 && failure.status <= 599)) {
    throw new CodexOptionsError(
      `fail(): status must be an HTTP error from 400 to 599, not ${failure.status}.`,
    );
  }
  return { type: 'fail', failure };
};
