import { CodexError } from './codex-error.js';

/**
 * An option or argument is not usable.
 *
 * The message names the option, what it got and what it takes.
 */
export class CodexOptionsError extends CodexError {
  override readonly name: string = 'CodexOptionsError';
}
