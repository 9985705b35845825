import { CodexError, type CodexErrorOptions } from './codex-error.js';
import { describeOutcome, type Outcome } from './outcome.js';

/** What a lost connection can say about itself. */
export interface CodexTransportErrorOptions extends CodexErrorOptions {
  /** What was lost with the connection, for example "request thread/read" or "turn 01a2". */
  readonly subject?: string;
  /** What is known of the effect of `subject`. */
  readonly outcome?: Outcome;
}

/**
 * The connection to the server could not be made, or was lost.
 *
 * Everything that was open on it settles with such an error, each saying of itself whether its outcome is known.
 */
export class CodexTransportError extends CodexError {
  override readonly name: string = 'CodexTransportError';
  /** What was lost with the connection; undefined on the error that stands for the connection itself. */
  readonly subject: string | undefined;
  /** What is known of the effect of `subject`. */
  readonly outcome: Outcome | undefined;

  constructor(shortMessage: string, options: CodexTransportErrorOptions = {}) {
    const { subject, outcome, details = [] } = options;
    const told = subject && outcome ? [describeOutcome(subject, outcome)] : [];
    super(shortMessage, { ...options, details: [...told, ...details] });
    this.subject = subject;
    this.outcome = outcome;
  }

  /** The same loss, told of one thing that was open on the connection; this error becomes its cause. */
  about(subject: string, outcome: Outcome): CodexTransportError {
    return new CodexTransportError(this.shortMessage, { cause: this, subject, outcome, ...hintOf(this) });
  }
}

/** The hint of an error as an option of the next one. */
export const hintOf = (error: CodexError): { readonly hint?: string } =>
  error.hint === undefined ? {} : { hint: error.hint };
