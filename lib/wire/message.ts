/** A JSON-RPC id. Numbers and strings are different ids: 0 and "0" do not match each other. */
export type RequestId = number | string;

/** A notification as the server writes it. */
export interface NotificationMessage {
  readonly method: string;
  readonly params?: unknown;
  /** When the server emitted it, in milliseconds since the epoch; servers before 0.155 do not say. */
  readonly emittedAtMs?: number;
}

/** A request of the server's, waiting for an answer under its id. */
export interface ServerRequestMessage {
  readonly id: RequestId;
  readonly method: string;
  readonly params?: unknown;
}

/** The error of a JSON-RPC answer. */
export interface ResponseError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** An answer of the server's to a request of ours. One of `result` and `error` is there if it is well formed. */
export interface ResponseMessage {
  readonly id: RequestId | null;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** One message from the server, as parsed. */
export type Message = NotificationMessage | ServerRequestMessage | ResponseMessage;

/** What the client writes. */
export type OutgoingMessage =
  | { readonly id: RequestId; readonly method: string; readonly params: unknown }
  | { readonly method: string; readonly params?: unknown }
  | { readonly id: RequestId; readonly result: unknown }
  | { readonly id: RequestId; readonly error: ResponseError };

/** Whether a message is an answer to one of our requests. */
export const isResponse = (message: Message): message is ResponseMessage => methodOf(message) === undefined;

/** Whether a message is a request that the server wants answered. */
export const isServerRequest = (message: Message): message is ServerRequestMessage =>
  methodOf(message) !== undefined && idOf(message) !== undefined;

/** Whether a message is a notification. */
export const isNotification = (message: Message): message is NotificationMessage =>
  methodOf(message) !== undefined && idOf(message) === undefined;

// JSON has no `undefined`, and looking a field up is faster than asking whether it is there.
const methodOf = (message: Message): string | undefined => (message as { readonly method?: string }).method;
const idOf = (message: Message): unknown => (message as { readonly id?: unknown }).id;
