import { CodexError } from './codex-error.js';

/**
 * The server answered a request with a JSON-RPC error.
 *
 * Code, message and data are the server's own; some causes can be told apart by the message alone.
 */
export class CodexRequestError extends CodexError {
  override readonly name: string = 'CodexRequestError';
  /** The wire method of the request. */
  readonly method: string;
  /** The JSON-RPC error code, for example -32600. */
  readonly code: number;
  /** The server's message, word for word. */
  readonly serverMessage: string;
  /** The error's data as the server sent it. */
  readonly data: unknown;

  constructor(
    method: string,
    error: { readonly code: number; readonly message: string; readonly data?: unknown },
  ) {
    super(`The server refused ${method} (code ${error.code}): ${error.message}`, hintFor(error.code));
    this.method = method;
    this.code = error.code;
    this.serverMessage = error.message;
    this.data = error.data;
  }
}

/** -32001 is the server's answer when its ingress queue of 128 messages is full. */
const hintFor = (code: number): { readonly hint?: string } =>
  code === -32001 ? { hint: 'The server is overloaded: try again later, or lower maxInFlight.' } : {};
