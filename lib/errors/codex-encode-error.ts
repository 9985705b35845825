import { CodexError } from './codex-error.js';

/**
 * A message cannot be written as one line of JSON that the server would read.
 *
 * Thrown before anything reaches the wire: a cycle, a BigInt, nesting that the server silently drops.
 */
export class CodexEncodeError extends CodexError {
  override readonly name: string = 'CodexEncodeError';
}
