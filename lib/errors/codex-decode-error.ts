import type { Errors } from 'io-ts';
import { CodexError } from './codex-error.js';

/** How many mismatches a message quotes; all of them are in `errors`. */
const quotedErrors = 5;

/**
 * A result does not have the shape that the protocol of this version gives it.
 *
 * `raw` holds what the server sent, `errors` each mismatch with its path.
 */
export class CodexDecodeError extends CodexError {
  override readonly name: string = 'CodexDecodeError';
  /** The wire method whose result it was. */
  readonly method: string;
  /** What the server sent. */
  readonly raw: unknown;
  /** The io-ts errors, each with the path to the mismatch. */
  readonly errors: Errors;

  constructor(method: string, raw: unknown, errors: Errors, rendered: readonly string[]) {
    super(`The result of ${method} could not be decoded.`, {
      details: [
        ...rendered.slice(0, quotedErrors),
        ...(rendered.length > quotedErrors ? [`and ${rendered.length - quotedErrors} more`] : []),
      ],
      hint: 'The server may be of another version; { validate: false } hands results through unchecked.',
    });
    this.method = method;
    this.raw = raw;
    this.errors = errors;
  }
}
