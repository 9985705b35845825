import { Observable } from 'rxjs';
import type { DynamicToolSpec, ThreadStartParams } from '../protocol/generated/definitions.js';
import { createBoundedSet } from '../router/bounded-set.js';
import type { CodexThread, ThreadCallOptions, ThreadInfo, ThreadOpener } from './codex-thread.js';
import type { ClientCore, InternalCallOptions } from './core.js';
import { createThreadHandle } from './thread-handle.js';
import { untilAborted } from './until-aborted.js';

/** Sends the request that answers with a thread. */
type ThreadRequest = (options: InternalCallOptions) => Observable<ThreadInfo>;

/** How many threads are remembered as handed out, so that no cancelled call releases one that is in use. */
const rememberedThreads = 1_000;

/**
 * Makes what starts, resumes and forks threads.
 *
 * Unsubscribing before the request was written sends nothing. When it was written, the answer is waited for and the
 * thread released (`thread/unsubscribe`), so that no thread is left that nobody knows; not if this client holds the
 * thread already or is about to, since the server knows one subscription a connection and not how many want it.
 */
export const createThreadOpener = (core: ClientCore): ThreadOpener => {
  const handedOut = createBoundedSet<string>(rememberedThreads);
  /** Calls that were written, are unanswered and still wanted, by the thread that they name. */
  const wanted = new Map<string, number>();
  const want = (id: string | undefined, change: 1 | -1): void => {
    if (id === undefined) return;
    const count = (wanted.get(id) ?? 0) + change;
    if (count > 0) wanted.set(id, count);
    else wanted.delete(id);
  };

  const releaseUnwanted = (threadId: string): void => {
    if (handedOut.has(threadId) || wanted.has(threadId)) return;
    core.request('thread/unsubscribe', { threadId }).subscribe({ error: () => undefined });
  };

  /** @param resumed the id of the thread, where it is known beforehand */
  const open = (
    request: ThreadRequest,
    { signal, whenBusy, ...options }: ThreadCallOptions = {},
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
          const { id } = info.thread;
          if (subscriber.closed) return releaseUnwanted(id);
          settled = true;
          want(resumed, -1);
          handedOut.add(id);
          core.openedThreads.add(info);
          subscriber.next({ ...createThreadHandle(core, opener, { id, whenBusy }), info });
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

  const opener: ThreadOpener = {
    start: (params, options) =>
      open((call) => core.request('thread/start', withTools(params, core.toolSpecs), call), options),
    resume: (threadId, params, options) =>
      open((call) => core.request('thread/resume', { ...params, threadId }, call), options, threadId),
    fork: (threadId, params, options) =>
      open((call) => core.request('thread/fork', { ...params, threadId }, call), options),
    released: (id) => void handedOut.delete(id),
  };
  return opener;
};

/** The client's own tools come with every thread that it starts, beside those of the call. */
const withTools = (params: ThreadStartParams = {}, specs: readonly DynamicToolSpec[]): ThreadStartParams =>
  specs.length === 0 ? params : { ...params, dynamicTools: [...(params.dynamicTools ?? []), ...specs] };
