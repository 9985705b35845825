import { Observable } from 'rxjs';
import { createCodexThread, type CodexThread, type ThreadInfo } from './codex-thread.js';
import type { CallOptions, ClientCore, InternalCallOptions } from './core.js';
import { untilAborted } from './until-aborted.js';

/** Sends the request that answers with a thread. */
export type ThreadRequest = (options: InternalCallOptions) => Observable<ThreadInfo>;

/**
 * Cold: starts, resumes or forks a thread and emits its handle.
 *
 * Unsubscribing before the request was written sends nothing. When it was written, the answer is waited for and the
 * thread released (`thread/unsubscribe`), so that no thread is left that nobody knows.
 */
export const openThread =
  (core: ClientCore) =>
  (request: ThreadRequest, options: CallOptions = {}): Observable<CodexThread> => {
    const { signal, ...call } = options;
    const thread$ = new Observable<CodexThread>((subscriber) => {
      let written = false;
      const sent = request({ ...call, onWrite: () => (written = true) }).subscribe({
        next: (info) => {
          if (subscriber.closed) release(core, info.thread.id);
          else {
            subscriber.next(createCodexThread(core, info));
            subscriber.complete();
          }
        },
        error: (error: unknown) => subscriber.error(error),
      });
      return () => {
        if (!written) sent.unsubscribe();
      };
    });
    return thread$.pipe(untilAborted(signal));
  };

const release = (core: ClientCore, threadId: string): void => {
  core.request('thread/unsubscribe', { threadId }).subscribe({ error: () => undefined });
};
