import type { Observable } from 'rxjs';
import type { RequestId } from '../wire/message.js';

/** A request of the server's that somebody is to answer. */
export interface OpenServerRequest {
  readonly id: RequestId;
  readonly method: string;
  readonly params: unknown;
  /** The params failed their codec and are as they came: do not trust their type. */
  readonly invalid?: true;
  readonly threadId: string | undefined;
  readonly turnId: string | undefined;
  readonly itemId: string | undefined;
}

/**
 * How a server request was settled.
 *
 * `handler`, `approval`: answered, by the handler of its method or through `approvals$`. `refused`: by the client,
 * since what answered failed or answered what was not offered. `timeout`: refused, since nobody answered in time.
 * `server`: the server says that it is resolved, which it also says of what another client answered. `item`, `turn`:
 * what it belonged to ended. `replaced`: the server asked anew under the same id. `connection`: the connection ended.
 */
export type SettledBy =
  'handler' | 'approval' | 'refused' | 'timeout' | 'server' | 'item' | 'turn' | 'replaced' | 'connection';

/** How an open request came to its end. */
export interface Settlement {
  readonly by: SettledBy;
  /** What was written as its result, where something was. */
  readonly answer?: unknown;
}

/** A server request was opened or settled. What is refused at once is neither. */
export type OpenRequestChange =
  | { readonly type: 'opened'; readonly request: OpenServerRequest }
  | { readonly type: 'settled'; readonly request: OpenServerRequest; readonly settlement: Settlement };

/** The server requests that wait for an answer of this client. */
export interface OpenRequests {
  /** Those that are open now, oldest first. */
  readonly all: () => readonly OpenServerRequest[];
  /** Hot: each as it is opened and settled; completes with the connection. */
  readonly changes$: Observable<OpenRequestChange>;
}
