import { CodexError } from './codex-error.js';

/** What a missed deadline is called, and what to do about it. */
export interface TimeoutWords {
  readonly missed: string;
  readonly hint: string;
}

const ofRequests: TimeoutWords = {
  missed: 'was not answered',
  hint: 'Give it longer with { timeout } for one call, or requestTimeout for all.',
};

/**
 * No answer came within the deadline.
 *
 * The request was written, so whether the server carried it out is unknown; a late answer is discarded.
 */
export class CodexTimeoutError extends CodexError {
  override readonly name: string = 'CodexTimeoutError';
  /** What was waited for, for example "thread/read". */
  readonly subject: string;
  /** The deadline in milliseconds, counted from the write to the wire. */
  readonly timeout: number;
  /** Always "unknown": it was written. */
  readonly outcome = 'unknown';

  constructor(subject: string, timeout: number, { missed, hint }: TimeoutWords = ofRequests) {
    super(`${subject} ${missed} within ${timeout} ms.`, { details: ['Its outcome is unknown.'], hint });
    this.subject = subject;
    this.timeout = timeout;
  }
}
