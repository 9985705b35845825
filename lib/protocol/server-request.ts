import type { RequestId } from '../wire/message.js';
import type { ServerRequestMethod, ServerRequests } from './generated/server-requests.js';
import type { Unrecognized } from './runtime.js';

/** One request of the server's, of a given method, as on the wire. */
export interface ServerRequestOf<M extends ServerRequestMethod> {
  readonly id: RequestId;
  readonly method: M;
  readonly params: ServerRequests[M]['params'];
  /** The params failed their codec and are handed on as they came: do not trust their type. */
  readonly invalid?: true;
}

/** A server request of a method that the protocol of this version does not know. */
export interface UnknownServerRequest {
  readonly id: RequestId;
  readonly method: Unrecognized;
  readonly params: unknown;
  readonly invalid?: true;
}

/** Any request of the server's, told apart by `method`. */
export type ServerRequest =
  { readonly [M in ServerRequestMethod]: ServerRequestOf<M> }[ServerRequestMethod] | UnknownServerRequest;
