import type { Observable } from 'rxjs';
import type {
  ReviewStartParams,
  ThreadForkParams,
  ThreadItemEntry,
  ThreadItemsListParams,
  ThreadResumeParams,
  ThreadStartParams,
  ThreadStartResponse,
  ThreadTurnsListParams,
  ThreadUnsubscribeResponse,
  Turn,
} from '../protocol/generated/definitions.js';
import type { ThreadEvent } from '../protocol/notification.js';
import type { TurnResult } from '../operators/turn-result.js';
import type { RealtimeEvent, RealtimeParams } from './actions/realtime.js';
import type { AppliedSettings, ThreadView } from '../view/thread-view.js';
import type { WhenBusy } from './admit-turn.js';
import type { CodexTurn } from './codex-turn.js';
import type { CallOptions } from './core.js';
import type { RunOptions } from './run-turn.js';
import type { StartOptions, TurnParams } from './start-turn.js';
import type { ThreadMethods } from './thread-methods.js';
import type { TurnInput } from './turn-input.js';

/** What the server said of the thread when it was started, resumed or forked: the thread itself and its settings. */
export type ThreadInfo = Pick<
  ThreadStartResponse,
  | 'thread'
  | 'model'
  | 'modelProvider'
  | 'serviceTier'
  | 'cwd'
  | 'approvalPolicy'
  | 'approvalsReviewer'
  | 'sandbox'
  | 'reasoningEffort'
>;

/**
 * One conversation with the agent, on which turns run one after another.
 *
 * Its streams complete when the connection ends. Every request that names a thread is a method of it.
 */
export interface ThreadHandle extends ThreadMethods {
  readonly id: string;
  /**
   * Every notification of the thread, those of its turns included, also after a turn has ended. The newest 256 are
   * kept until the first subscriber, who gets them; then it is hot.
   */
  readonly events$: Observable<ThreadEvent>;
  /** Hot: each turn of the thread when it is first known to run, whoever started it. */
  readonly turns$: Observable<CodexTurn>;
  /**
   * Everything that is known of the thread, as immutable state at each change; part of `client.view$`. A late
   * subscriber gets the current state. Completes with the connection.
   */
  readonly view$: Observable<ThreadView>;
  /**
   * What the server really applied: model, sandbox, approval policy and more; the current settings, then each change
   * (`thread/settings/updated`). Waits while nothing is known. Completes with the connection.
   */
  readonly settings$: Observable<AppliedSettings>;
  /**
   * Whether somebody is to answer a request of the thread, an approval or a question: now, then at each change.
   * Completes with the connection.
   */
  readonly waiting$: Observable<boolean>;
  /**
   * The threads of the sub-agents that agents of this thread spawned, each once when it is first known. A late
   * subscriber gets those that are known already, the newest 256 of them.
   */
  readonly subAgents$: Observable<ThreadHandle>;
  /**
   * Cold: starts a turn (`turn/start`) and emits its handle, whose events are kept from the first. Never interrupts.
   *
   * On a thread where a turn runs, `whenBusy` decides; by default the server steers that turn, and the handle is of
   * that turn.
   */
  startTurn<A = unknown>(
    input: TurnInput,
    params?: TurnParams<A>,
    options?: StartOptions,
  ): Observable<CodexTurn<A>>;
  /**
   * Cold: starts a turn (`turn/start`) and emits its result. Unsubscribing early interrupts the turn
   * (`turn/interrupt`), unless `detached` is set or the input merely steered another turn.
   */
  run<A = unknown>(input: TurnInput, params?: TurnParams<A>, options?: RunOptions): Observable<TurnResult<A>>;
  /**
   * Cold: starts a review (`review/start`) and emits its turn: one stream, although the server runs it under two ids.
   *
   * @param target what is reviewed, for example `{ type: 'uncommittedChanges' }`
   */
  startReview(target: ReviewStartParams['target'], options?: StartOptions): Observable<CodexTurn>;
  /** Cold: makes a copy of the thread (`thread/fork`), up to a turn of it if one is named, and emits its handle. */
  fork(params?: ForkParams, options?: ThreadCallOptions): Observable<CodexThread>;
  /** Cold: the recorded turns of the thread, newest first (`thread/turns/list`); a page is read when it is needed. */
  listTurns(
    params?: Omit<ThreadTurnsListParams, 'threadId' | 'cursor'>,
    options?: CallOptions,
  ): Observable<Turn>;
  /** Cold: the recorded items of the thread, oldest first (`thread/items/list`); a page is read when it is needed. */
  listItems(
    params?: Omit<ThreadItemsListParams, 'threadId' | 'cursor'>,
    options?: CallOptions,
  ): Observable<ThreadItemEntry>;
  /** Cold: holds a voice conversation on the thread (`thread/realtime/start`); unsubscribing ends it. */
  realtime(params: RealtimeParams): Observable<RealtimeEvent>;
  /** Cold: tells the server that this client needs the thread no more (`thread/unsubscribe`). */
  release(options?: CallOptions): Observable<ThreadUnsubscribeResponse>;
}

/** A thread that this client started, resumed or forked. */
export interface CodexThread extends ThreadHandle {
  /** As the server answered, with what it really applied; it does not change afterwards. */
  readonly info: ThreadInfo;
}

/** How a thread is opened. */
export interface ThreadCallOptions extends CallOptions {
  /** What starting a turn on the thread does while one runs, where the call does not say. Default: `steer`. */
  readonly whenBusy?: WhenBusy | undefined;
}

/** Params of `thread/resume` beside the thread. */
export type ResumeParams = Omit<ThreadResumeParams, 'threadId'>;

/** Params of `thread/fork` beside the thread. */
export type ForkParams = Omit<ThreadForkParams, 'threadId'>;

/** Opens threads; each call is cold and emits one handle. */
export interface ThreadOpener {
  start(params?: ThreadStartParams, options?: ThreadCallOptions): Observable<CodexThread>;
  resume(id: string, params?: ResumeParams, options?: ThreadCallOptions): Observable<CodexThread>;
  fork(id: string, params?: ForkParams, options?: ThreadCallOptions): Observable<CodexThread>;
  /** The caller gives a thread up: a call that is cancelled from now on may release it again. */
  released(id: string): void;
}
