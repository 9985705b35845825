import { CodexOptionsError } from '../../errors/codex-options-error.js';
import type { DelayStep } from './model-step.js';

/**
 * A step that pauses. The scripted model and the fake app-server both take it.
 *
 * @param ms milliseconds
 * @throws CodexOptionsError if it is no finite number from 0 upwards
 */
export const delay = (ms: number): DelayStep => {
  if (!Number.isFinite(ms) || ms < 0) {
    throw new CodexOptionsError(`delay() takes milliseconds from 0 upwards, not ${String(ms)}.`);
  }
  return { type: 'delay', ms };
};
