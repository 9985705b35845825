import { CodexError } from './codex-error.js';

/**
 * The other side broke JSON-RPC: an answer with both result and error, with neither, or with a malformed error.
 *
 * Only the request concerned fails; the connection goes on.
 */
export class CodexProtocolError extends CodexError {
  override readonly name: string = 'CodexProtocolError';
}
