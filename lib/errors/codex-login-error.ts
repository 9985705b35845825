import { CodexError } from './codex-error.js';

/** A login ended without success. */
export class CodexLoginError extends CodexError {
  override readonly name: string = 'CodexLoginError';

  /**
   * @param what what was logged in to, for example "account"
   * @param reason the server's own words; undefined if it gave none
   */
  constructor(
    readonly what: string,
    readonly reason: string | undefined,
  ) {
    super(`The login to ${what} failed${reason === undefined ? '' : `: ${reason}`}.`, {
      hint: 'Start it again; a link or a code is good for one attempt and a few minutes.',
    });
  }
}
