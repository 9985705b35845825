import { defer, distinctUntilChanged, filter, map, type Observable } from 'rxjs';
import { realtime } from './actions/realtime.js';
import type { WhenBusy } from './admit-turn.js';
import type { ThreadHandle, ThreadOpener } from './codex-thread.js';
import { createCodexTurn, type CodexTurn } from './codex-turn.js';
import type { ClientCore } from './core.js';
import { listPages } from './list-pages.js';
import { createThreadMethods } from './thread-methods.js';
import type { TurnStart } from './own-turns.js';
import type { OutputSchema } from './output-schema.js';
import { runTurn } from './run-turn.js';
import { startReview, startTurn } from './start-turn.js';
import { waitingFor } from './waiting.js';

/** What a handle is made with. */
export interface ThreadHandleSource {
  readonly id: string;
  /** What starting a turn does on the thread while one runs, where the call does not say. */
  readonly whenBusy?: WhenBusy | undefined;
}

/** Makes the handle of a thread by its id. */
export const createThreadHandle = (
  core: ClientCore,
  opener: ThreadOpener,
  { id, whenBusy }: ThreadHandleSource,
): ThreadHandle => {
  const startedBy = <A>(
    makeStart: () => TurnStart,
    outputSchema?: OutputSchema<A>,
  ): Observable<CodexTurn<A>> =>
    defer(() => {
      const start = makeStart();
      return start.started$.pipe(
        map(({ channel }) =>
          createCodexTurn<A>(core, { id: channel.id, threadId: id, channel, start, outputSchema }),
        ),
      );
    });

  const view$ = core.views.ofThread(id);

  return {
    ...createThreadMethods(core.request, id),
    id,
    // Looked up at each subscription: an idle thread may be forgotten and seen again.
    events$: defer(() => core.router.thread(id).events$),
    turns$: defer(() =>
      core.router
        .thread(id)
        .turns$.pipe(map((channel) => createCodexTurn(core, { id: channel.id, threadId: id, channel }))),
    ),
    view$,
    settings$: view$.pipe(
      map(({ settings }) => settings),
      filter((settings) => settings !== null),
      distinctUntilChanged(),
    ),
    waiting$: waitingFor(core.openRequests, ({ threadId }) => threadId === id),
    subAgents$: defer(() =>
      core.router.thread(id).children$.pipe(map((child) => createThreadHandle(core, opener, { id: child }))),
    ),
    startTurn: (input, params, options) =>
      startedBy(() => startTurn(core, id, input, params, { whenBusy, ...options }), params?.outputSchema),
    run: (input, params, options) => runTurn(core, id, input, params, { whenBusy, ...options }),
    startReview: (target, options) =>
      startedBy(() => startReview(core, id, target, { whenBusy, ...options })),
    fork: (params, options) => opener.fork(id, params, { whenBusy, ...options }),
    listTurns: (params, options) =>
      listPages((cursor) => core.request('thread/turns/list', { ...params, threadId: id, cursor }, options)),
    listItems: (params, options) =>
      listPages((cursor) => core.request('thread/items/list', { ...params, threadId: id, cursor }, options)),
    realtime: (params) => realtime(core, id, params),
    release: (options) =>
      defer(() => {
        opener.released(id);
        return core.request('thread/unsubscribe', { threadId: id }, options);
      }),
  };
};
