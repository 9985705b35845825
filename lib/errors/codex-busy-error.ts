import { CodexError } from './codex-error.js';

/** A turn was to be started on a thread where one runs, and the thread's policy is to reject that. */
export class CodexBusyError extends CodexError {
  override readonly name: string = 'CodexBusyError';

  /**
   * @param threadId the thread
   * @param turnId the turn that runs; undefined while it is only about to start
   */
  constructor(
    readonly threadId: string,
    readonly turnId: string | undefined,
  ) {
    super(`A turn runs on thread ${threadId}${turnId === undefined ? '' : ` (${turnId})`}.`, {
      hint: "Wait for its result, or start with { whenBusy: 'queue' }, 'replace' or 'steer'.",
    });
  }
}
