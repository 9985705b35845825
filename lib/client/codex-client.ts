import type { Observable } from 'rxjs';
import type { Diagnostic } from '../errors/diagnostic.js';
import type { ClientRequestMethod, ClientRequests } from '../protocol/generated/client-requests.js';
import type { Thread, ThreadListParams, ThreadStartParams } from '../protocol/generated/definitions.js';
import type { ServerNotificationMethod } from '../protocol/generated/server-notifications.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { ServerRequest } from '../protocol/server-request.js';
import type { Approval } from '../rpc/approval.js';
import type { ServerInfo } from '../rpc/handshake.js';
import type { ResponseMessage } from '../protocol/message.js';
import type {
  CodexThread,
  ForkParams,
  ResumeParams,
  ThreadCallOptions,
  ThreadHandle,
} from './codex-thread.js';
import type { CodexAccount } from './account/account.js';
import type { CodexActions } from './actions/codex-actions.js';
import type { ConnectionView } from '../view/connection-view.js';
import type { CodexApi } from './api.js';
import type { CodexTurn } from './codex-turn.js';
import type { CallOptions } from './core.js';
import type { ParamsOf, ServerMessage } from './hot-streams.js';
import type { ConnectionStatus } from './lifecycle.js';

// Declared here so that the types compile for ES2022 consumers, whose library does not have it.
declare global {
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol;
  }
}

/**
 * A client of one `codex app-server`.
 *
 * What stands for the connection completes when the connection ends, however it ends; `status$` says how. What
 * stands for one outcome errors if that outcome is lost.
 */
export interface CodexClient extends CodexActions {
  /** What the server said in the handshake. Replays, completes; errors with the cause if there is no handshake. */
  readonly ready$: Observable<ServerInfo>;
  /** How the connection stands: the current value first. Completes after `closed`; late subscribers get that. */
  readonly status$: Observable<ConnectionStatus>;
  /** Hot: every message of the server in wire order. Late subscribers get what comes from then on. */
  readonly messages$: Observable<ServerMessage>;
  /** Hot: the answers among `messages$`. */
  readonly responses$: Observable<ResponseMessage>;
  /** Hot: the server's requests among `messages$`, to look at: looking is not handling. */
  readonly serverRequests$: Observable<ServerRequest>;
  /** Hot: the notifications among `messages$`. */
  readonly notifications$: Observable<ServerNotification>;
  /** Hot: whatever could not be parsed, decoded, matched or delivered. */
  readonly diagnostics$: Observable<Diagnostic>;
  /** Hot: each turn when it is first known to run, whoever started it. */
  readonly turns$: Observable<CodexTurn>;
  /**
   * Everything that is known of the connection, as immutable state at each change: threads, turns, open requests; what
   * did not change is the same object as before.
   *
   * Folded only while somebody is subscribed. A late subscriber gets the current state, made from what is kept.
   * Completes with the connection.
   */
  readonly view$: Observable<ConnectionView>;
  /**
   * The approvals that are open, then each as it comes; each is answered exactly once, by whoever is first.
   *
   * Being subscribed counts as handling: without a handler and without a subscriber an approval is declined at once.
   * What nobody answers is declined after `handlerTimeout`. Completes with the connection.
   */
  readonly approvals$: Observable<Approval>;
  /**
   * Hot: the params of one notification method.
   *
   * Params that fail their codec are delivered as they came, with `invalid: true` among them.
   *
   * @param method a wire method, for example "thread/name/updated"
   */
  on<M extends ServerNotificationMethod>(method: M): Observable<ParamsOf<M>>;
  /**
   * Cold: sends a request on subscription, emits its checked result once and completes.
   *
   * Requests wait for the handshake, and for a place among the 64 that may be on the wire. Unsubscribing takes back
   * what was not written; the answer to what was is dropped. Errors with `CodexRequestError` (the server's refusal),
   * `CodexTimeoutError`, `CodexDecodeError`, `CodexProtocolError`, `CodexEncodeError`, or a `CodexTransportError`
   * that says whether it was sent.
   *
   * @param method a wire method, for example "thread/read"
   */
  request<M extends ClientRequestMethod>(
    method: M,
    params?: ClientRequests[M]['params'],
    options?: CallOptions,
  ): Observable<ClientRequests[M]['result']>;
  /** Who the server works for. */
  readonly account: CodexAccount;
  /** Every request that belongs to no thread, as a function by its path: `api.fs.readFile({ path })`. */
  readonly api: CodexApi;
  /** Sends a notification at once; the promise settles when it is written or lost. */
  notify(method: string, params?: unknown): Promise<void>;
  /** Cold: starts a thread (`thread/start`). Cancelling it leaves no thread behind. */
  startThread(params?: ThreadStartParams, options?: ThreadCallOptions): Observable<CodexThread>;
  /** Cold: takes a recorded thread up again (`thread/resume`). */
  resumeThread(id: string, params?: ResumeParams, options?: ThreadCallOptions): Observable<CodexThread>;
  /** Cold: makes a copy of a thread (`thread/fork`), up to a turn of it if one is named, and opens that. */
  forkThread(id: string, params?: ForkParams, options?: ThreadCallOptions): Observable<CodexThread>;
  /**
   * Cold: the recorded threads, one after another (`thread/list`), newest first unless `sortKey` and `sortDirection`
   * say otherwise; a page is read when it is needed, so that `take(10)` reads no more than that takes.
   */
  listThreads(params?: Omit<ThreadListParams, 'cursor'>, options?: CallOptions): Observable<Thread>;
  /**
   * The handle of a thread by its id: of one that another client or a sub-agent opened, say.
   *
   * Opens nothing. The server sends the events of a thread to those who started, resumed or forked it.
   */
  thread(id: string, options?: Pick<ThreadCallOptions, 'whenBusy'>): ThreadHandle;
  /**
   * The handle of a turn by its id, known or not: an unknown id is waited for. Holds nothing until subscribed.
   *
   * A turn that ended so long ago that its events are gone errors with `CodexTurnForgottenError`; with `threadId` it
   * is read back from the server (`thread/turns/list`).
   */
  turn(turnId: string, options?: { readonly threadId?: string }): CodexTurn;
  /**
   * Interrupts the turns this client started, waits at most 1 s for them and for what is being written, and ends the
   * connection. Idempotent; never rejects. Whatever is still open then errors with `CodexClosedError`.
   */
  close(): Promise<void>;
  /** `close()`, for `await using`. */
  [Symbol.asyncDispose](): Promise<void>;
}
