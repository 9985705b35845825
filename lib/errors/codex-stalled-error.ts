import { CodexError } from './codex-error.js';

/** Nothing came for too long from a stream that was expected to go on. */
export class CodexStalledError extends CodexError {
  override readonly name: string = 'CodexStalledError';

  /** @param ms how long nothing came, in milliseconds */
  constructor(readonly ms: number) {
    super(`Nothing came for ${ms} ms, and nobody was being waited for.`, {
      hint: 'The turn may still run: interrupt it with turn.interrupt(), or wait longer. Without a network it never ends by itself.',
    });
  }
}
