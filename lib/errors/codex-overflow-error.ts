import { CodexError } from './codex-error.js';

/** A consumer was slower than a stream for so long that what waited for it went past its limit. */
export class CodexOverflowError extends CodexError {
  override readonly name: string = 'CodexOverflowError';

  /** @param limit how many values may wait */
  constructor(readonly limit: number) {
    super(`More than ${limit} values waited to be read.`, {
      hint: "Read faster, raise { limit }, or choose what may be lost with { overflow: 'dropOldest' } or 'dropNewest'.",
    });
  }
}
