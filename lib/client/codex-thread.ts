import { map, Observable } from 'rxjs';
import type { ThreadStartResponse, ThreadUnsubscribeResponse } from '../protocol/generated/definitions.js';
import type { ThreadEvent } from '../protocol/notification.js';
import type { TurnResult } from '../operators/turn-result.js';
import { createCodexTurn, type CodexTurn } from './codex-turn.js';
import type { CallOptions, ClientCore } from './core.js';
import { runTurn, type RunOptions } from './run-turn.js';
import type { TurnInput } from './turn-input.js';
import { createTurnStart, type TurnParams } from './turn-start.js';

/** What the server said of the thread when it was started, resumed or forked: the thread itself and its settings. */
export type ThreadInfo = Pick<
  ThreadStartResponse,
  'thread' | 'model' | 'modelProvider' | 'cwd' | 'approvalPolicy' | 'sandbox' | 'reasoningEffort'
>;

/**
 * One conversation with the agent, on which turns run one after another.
 *
 * Its streams complete when the connection ends.
 */
export interface CodexThread {
  readonly id: string;
  /** As the server answered; it does not change afterwards. */
  readonly info: ThreadInfo;
  /**
   * Every notification of the thread, those of its turns included, also after a turn has ended. The newest 256 are
   * kept until the first subscriber, who gets them; then it is hot.
   */
  readonly events$: Observable<ThreadEvent>;
  /** Hot: each turn of the thread when it is first known to run, whoever started it. */
  readonly turns$: Observable<CodexTurn>;
  /**
   * Cold: starts a turn (`turn/start`) and emits its handle, whose events are kept from the first. Never interrupts.
   *
   * On a thread where a turn runs, the server steers that turn, and the handle is of that turn.
   */
  startTurn(input: TurnInput, params?: TurnParams, options?: CallOptions): Observable<CodexTurn>;
  /**
   * Cold: starts a turn (`turn/start`) and emits its result. Unsubscribing early interrupts the turn
   * (`turn/interrupt`), unless `detached` is set or the input merely steered another turn.
   */
  run(input: TurnInput, params?: TurnParams, options?: RunOptions): Observable<TurnResult>;
  /** Cold: tells the server that this client needs the thread no more (`thread/unsubscribe`). */
  release(options?: CallOptions): Observable<ThreadUnsubscribeResponse>;
}

/** Makes the handle of a thread. */
export const createCodexThread = (core: ClientCore, info: ThreadInfo): CodexThread => {
  const { id } = info.thread;
  return {
    id,
    info,
    // Looked up at each subscription: an idle thread may be forgotten and seen again.
    events$: new Observable((subscriber) => core.router.thread(id).events$.subscribe(subscriber)),
    turns$: new Observable<CodexTurn>((subscriber) =>
      core.router
        .thread(id)
        .turns$.pipe(map((channel) => createCodexTurn(core, { id: channel.id, threadId: id, channel })))
        .subscribe(subscriber),
    ),
    startTurn: (input, params, options) =>
      new Observable((subscriber) => {
        const start = createTurnStart(core, id, input, params, options);
        return start.channel$
          .pipe(map((channel) => createCodexTurn(core, { id: channel.id, threadId: id, channel, start })))
          .subscribe(subscriber);
      }),
    run: (input, params, options) => runTurn(core, id, input, params, options),
    release: (options) => core.request('thread/unsubscribe', { threadId: id }, options),
  };
};
