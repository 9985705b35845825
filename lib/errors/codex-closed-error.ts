import { CodexTransportError } from './codex-transport-error.js';
import type { Outcome } from './outcome.js';

/**
 * The client was closed by its owner while this was still open, or was used after `close()`.
 *
 * Nothing is wrong with the server; the call came too late or was still under way.
 */
export class CodexClosedError extends CodexTransportError {
  override readonly name: string = 'CodexClosedError';

  constructor(subject?: string, outcome?: Outcome, cause?: CodexClosedError) {
    super('The codex client is closed.', {
      ...(cause === undefined ? {} : { cause }),
      ...(subject === undefined ? {} : { subject }),
      ...(outcome === undefined ? {} : { outcome }),
      hint: 'Create another client with createCodexClient(transport) to go on.',
    });
  }

  override about(subject: string, outcome: Outcome): CodexClosedError {
    return new CodexClosedError(subject, outcome, this);
  }
}
