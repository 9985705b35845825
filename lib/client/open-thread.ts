import { Observable } from 'rxjs';
import { createBoundedSet } from '../router/bounded-set.js';
import { createCodexThread, type CodexThread, type ThreadInfo } from './codex-thread.js';
import type { CallOptions, ClientCore, InternalCallOptions } from './core.js';
import { untilAborted } from './until-aborted.js';

/** Sends the request that answers with a thread. */
export type ThreadRequest = (options: InternalCallOptions) => Observable<ThreadInfo>;

/** How many threads are remembered as handed out, so that no cancelled call releases one that is in use. */
const rememberedThreads = 1_000;

/**
 * Makes the function that starts, resumes or forks a thread; cold, emits its handle.
 *
 * Unsubscribing before the request was written sends nothing. When it was written, the answer is waited for and the
 * thread released (`thread/unsubscribe`), so that no thread is left that nobody knows; not if this client holds the
 * thread already or is about to, since the server knows one subscription a connection and not how many want it.
 */
export const openThread = (core: ClientCore) => {
  const handedOut = createBoundedSet<string>(rememberedThreads);
  /** Calls that were written, are unanswered and still wanted, by the thread that they name. */
  const wanted = new Map<string, number>();
  const want = (id: string | undefined, change: 1 | -1): void => {
    if (id === undefined) return;
    const count = (wanted.get(id) ?? 0) + change;
    if (count > 0) wanted.set(id, count);
    else wanted.delete(id);
  };

  const release = (threadId: string): void => {
    if (handedOut.has(threadId) || wanted.has(threadId)) return;
    core.request('thread/unsubscribe', { threadId }).subscribe({ error: () => undefined });
  };

  /** @param resumed the id of the thread, where it is known beforehand */
  return (
    request: ThreadRequest,
    { signal, ...options }: CallOptions = {},
    resumed?: string,
  ): Observable<CodexThread> => {
    const thread$ = new Observable<CodexThread>((subscriber) => {
      if (subscriber.closed) return undefined;
      let written = false;
      let settled = false;
      const onWrite = (): void => {
        written = true;
        want(resumed, 1);
      };
      const sent = request({ ...options, onWrite }).subscribe({
        next: (info) => {
          if (subscriber.closed) return release(info.thread.id);
          settled = true;
          want(resumed, -1);
          handedOut.add(info.thread.id);
          subscriber.next(createCodexThread(core, info));
          return subscriber.complete();
        },
        error: (error: unknown) => subscriber.error(error),
      });
      return () => {
        if (!written) sent.unsubscribe();
        else if (!settled) want(resumed, -1);
      };
    });
    return thread$.pipe(untilAborted(signal));
  };
};
