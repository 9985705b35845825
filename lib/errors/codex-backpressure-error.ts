import { CodexError } from './codex-error.js';

/**
 * The server does not read its input, and the queue of what waits to be written is full.
 *
 * The message was not sent.
 */
export class CodexBackpressureError extends CodexError {
  override readonly name: string = 'CodexBackpressureError';
  /** Always "not-sent". */
  readonly outcome = 'not-sent';
  /** How many bytes were waiting. */
  readonly queuedBytes: number;

  constructor(queuedBytes: number, limit: number) {
    super(`${queuedBytes} bytes already wait to be written, and the limit is ${limit}.`, {
      hint: 'The server is not reading: send less at once, or raise maxQueuedBytes.',
    });
    this.queuedBytes = queuedBytes;
  }
}
