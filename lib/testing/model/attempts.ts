import { CodexOptionsError } from '../../errors/codex-options-error.js';
import type { AttemptsStep, ModelReply } from './model-step.js';

/**
 * A step that replies differently each time codex tries the same model call: `attempts(fail({ drop: true }), text('ok'))`.
 *
 * @param replies the first for the first attempt, and so on; the last one for all further attempts
 * @throws CodexOptionsError if there is none
 */
export const attempts = (...replies: readonly ModelReply[]): AttemptsStep => {
  if (replies.length === 0) throw new CodexOptionsError('attempts() needs at least one reply.');
  return { type: 'attempts', replies };
};
