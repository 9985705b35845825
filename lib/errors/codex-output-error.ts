import type { Errors } from 'io-ts';
import { CodexError } from './codex-error.js';

/** A turn that was to end with an answer of a given shape ended without one. */
export class CodexOutputError extends CodexError {
  override readonly name: string = 'CodexOutputError';
  /** The agent's last message as it came; null if there was none. */
  readonly text: string | null;
  /** What the codec found wrong, with paths; undefined where the message was no JSON at all. */
  readonly errors: Errors | undefined;

  constructor(why: string, text: string | null, errors?: Errors, details: readonly string[] = []) {
    super(`The turn did not end with the output that was asked for: ${why}.`, {
      details,
      hint: 'The message itself is in finalResponse. Ask again, or make the schema simpler.',
    });
    this.text = text;
    this.errors = errors;
  }
}
