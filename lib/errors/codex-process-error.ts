import { CodexTransportError, hintOf, type CodexTransportErrorOptions } from './codex-transport-error.js';
import type { Outcome } from './outcome.js';

/** How a child process ended. */
export interface ProcessEnd {
  /** The exit code; null when a signal ended the process, or when it never ran. */
  readonly exitCode: number | null;
  /** The signal that ended the process, for example "SIGKILL"; null when it exited by itself. */
  readonly signal: string | null;
  /** The redacted end of what the process wrote to stderr, at most 64 KiB. */
  readonly stderrTail: string;
}

/** How many characters of stderr an error message quotes; the whole tail is in `stderrTail`. */
const quotedStderr = 2_000;

/**
 * The codex process could not be started, or ended without being asked to.
 *
 * Says how it ended and what it last wrote to stderr.
 */
export class CodexProcessError extends CodexTransportError implements ProcessEnd {
  override readonly name: string = 'CodexProcessError';
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stderrTail: string;

  constructor(shortMessage: string, end: ProcessEnd, options: CodexTransportErrorOptions = {}) {
    const quoted = end.stderrTail.trim().slice(-quotedStderr);
    super(shortMessage, {
      ...options,
      details: [...(options.details ?? []), ...(quoted ? [`stderr: ${quoted}`] : [])],
    });
    this.exitCode = end.exitCode;
    this.signal = end.signal;
    this.stderrTail = end.stderrTail;
  }

  override about(subject: string, outcome: Outcome): CodexProcessError {
    return new CodexProcessError(this.shortMessage, this, { cause: this, subject, outcome, ...hintOf(this) });
  }
}
