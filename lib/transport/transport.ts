import type { Observable } from 'rxjs';
import type { Diagnostic } from '../errors/diagnostic.js';

/** What a connection can say about itself. */
export interface ConnectionInfo {
  /** The kind of transport, for example "stdio". */
  readonly transport: string;
  /** The process id of the server, where the connection owns its process. */
  readonly pid?: number;
}

/** One live connection to a server: one process, or one socket. */
export interface Connection {
  /**
   * One JSON text per emission, in wire order. Hot and meant for one subscriber, which should subscribe as soon as
   * it has the connection.
   *
   * Completes when the connection ended because `close()` was called; errors, best with a `CodexTransportError`,
   * when it ended in any other way. Until then the reader never stops reading.
   */
  readonly incoming$: Observable<string>;
  /** Lines that could not be read, and other faults that do not end the connection. Hot; optional. */
  readonly diagnostics$?: Observable<Diagnostic>;
  /**
   * Writes one JSON text. Texts are written in the order of the calls.
   *
   * Settles for each text: resolves when it is written, rejects when it is lost. Does not say that the server read it.
   */
  send(text: string): Promise<void>;
  /**
   * Ends the connection gently, then firmly. Idempotent; resolves when it is gone, and never rejects.
   *
   * Does not wait for anything the server may still be doing.
   */
  close(): Promise<void>;
  readonly info: ConnectionInfo;
}

/**
 * A way to reach an app-server.
 *
 * Anyone can write one: what it takes is in this file, and one contract suite in the tests runs against every one.
 */
export interface Transport {
  /**
   * Cold: every subscription starts one process or opens one socket, so reconnecting is subscribing again.
   *
   * Emits the connection once it can take messages, and may complete then or stay open. Errors when it cannot be
   * made. Unsubscribing before it was emitted gives it up; unsubscribing later ends it at once, without waiting.
   */
  connect(): Observable<Connection>;
}
