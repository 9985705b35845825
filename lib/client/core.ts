import type { Observable } from 'rxjs';
import type { ClientRequestMethod, ClientRequests } from '../protocol/generated/client-requests.js';
import type { DynamicToolSpec } from '../protocol/generated/definitions.js';
import type { OpenRequests } from '../rpc/open-requests.js';
import type { Router } from '../router/router.js';
import type { HotStreams } from './hot-streams.js';
import type { ConnectionViews } from './connection-views.js';
import type { OpenedThreads } from './opened-threads.js';
import type { OwnTurns } from './own-turns.js';

/** What a single call can be told. */
export interface CallOptions {
  /** How long the answer may take, in ms from the write. Default: the client's `requestTimeout`. */
  readonly timeout?: number;
  /** Errors the call with the signal's reason when it aborts. */
  readonly signal?: AbortSignal;
}

/** What the client itself may add to a call. */
export interface InternalCallOptions extends CallOptions {
  /** Called right before the request is written. */
  readonly onWrite?: () => void;
}

/** Sends one request; cold. */
export type SendRequest = <M extends ClientRequestMethod>(
  method: M,
  params?: ClientRequests[M]['params'],
  options?: InternalCallOptions,
) => Observable<ClientRequests[M]['result']>;

/** What threads and turns need of the client they belong to. */
export interface ClientCore {
  readonly request: SendRequest;
  readonly router: Router;
  readonly ownTurns: OwnTurns;
  /** Errors with the loss when the connection ends; never emits. */
  readonly lost$: Observable<never>;
  readonly openedThreads: OpenedThreads;
  /** The views of the connection and of its threads, out of one fold that their subscribers share. */
  readonly views: ConnectionViews;
  /** How this client's own tools are described to the server. */
  readonly toolSpecs: readonly DynamicToolSpec[];
  /** What the server asks and is not answered yet. */
  readonly openRequests: OpenRequests;
  /** Hot: the params of one notification method. */
  readonly on: HotStreams['on'];
}
