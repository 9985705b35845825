import { CodexError } from './codex-error.js';

/**
 * No codex binary was found.
 *
 * `tried` lists every place that was looked at, in order.
 */
export class CodexBinaryNotFoundError extends CodexError {
  override readonly name: string = 'CodexBinaryNotFoundError';
  /** Every place that was looked at, in order, each with what was wrong there. */
  readonly tried: readonly string[];

  constructor(tried: readonly string[]) {
    super('The codex binary was not found.', {
      details: tried.map((place) => `tried ${place}`),
      hint: 'Install it with `npm install @openai/codex`, or name it with the option codexBin or the variable CODEX_BIN.',
    });
    this.tried = tried;
  }
}
