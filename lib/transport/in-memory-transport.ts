import { Observable, Subject } from 'rxjs';
import { CodexTransportError } from '../errors/codex-transport-error.js';
import type { Connection, Transport } from './transport.js';

/** The server's end of an in-memory connection. */
export interface InMemoryServer {
  /** Sends a message to the client: an object is written as JSON, a string goes as it is. Synchronous. */
  send(message: string | object): void;
  /** Ends the connection as a crash would: with an error, default a `CodexTransportError`. */
  fail(error?: unknown): void;
}

/** How the server's end behaves. */
export interface InMemoryTransportOptions {
  /** Called for each text that the client sends, before `send` returns; may answer at once. */
  readonly onMessage?: (message: unknown, server: InMemoryServer) => void;
  /** Called for each new connection, before the client has it. */
  readonly onConnect?: (server: InMemoryServer) => void;
}

/** A transport whose server is a pair of functions in the same process. */
export interface InMemoryTransport extends Transport, InMemoryServer {
  /** Hot: each message that the client sends, parsed. Completes never; one stream over all connections. */
  readonly sent$: Observable<unknown>;
  /** How many connections are open now. */
  readonly connections: () => number;
}

/**
 * Makes a transport without a process: what the server sends is delivered synchronously.
 *
 * For tests, for replaying what was recorded, and for embedding. `send` and `fail` speak to the newest connection.
 */
export const inMemoryTransport = (options: InMemoryTransportOptions = {}): InMemoryTransport => {
  const sent$ = new Subject<unknown>();
  const open: InMemoryServer[] = [];

  const newest = (): InMemoryServer => {
    const last = open.at(-1);
    if (!last) throw new CodexTransportError('The in-memory transport has no open connection.');
    return last;
  };

  const connect = (): Observable<Connection> =>
    new Observable((subscriber) => {
      // Kept until the client listens: a child's first words wait in its pipe as well.
      let early: string[] | undefined = [];
      const incoming$ = new Subject<string>();
      const heard$ = new Observable<string>((listener) => {
        // What is said while these are delivered queues up behind them.
        while (early && early.length > 0) listener.next(early.shift()!);
        early = undefined;
        return incoming$.subscribe(listener);
      });
      const server: InMemoryServer = {
        send: (message) => {
          const text = typeof message === 'string' ? message : JSON.stringify(message);
          if (early && open.includes(server)) early.push(text);
          else incoming$.next(text);
        },
        fail: (error) => {
          forget();
          incoming$.error(error ?? new CodexTransportError('The in-memory connection was lost.'));
        },
      };
      const forget = (): void => {
        const index = open.indexOf(server);
        if (index !== -1) open.splice(index, 1);
      };
      open.push(server);
      options.onConnect?.(server);
      subscriber.next({
        incoming$: heard$,
        info: { transport: 'in-memory' },
        // The executor runs at once, and what it throws rejects.
        send: (text) =>
          new Promise((resolve) => {
            if (!open.includes(server)) throw new CodexTransportError('The in-memory connection is closed.');
            const message: unknown = JSON.parse(text);
            sent$.next(message);
            options.onMessage?.(message, server);
            resolve();
          }),
        close: () => {
          forget();
          incoming$.complete();
          return Promise.resolve();
        },
      });
      return () => server.fail(new CodexTransportError('The in-memory connection was given up.'));
    });

  return {
    connect,
    sent$: sent$.asObservable(),
    send: (message) => newest().send(message),
    fail: (error) => newest().fail(error),
    connections: () => open.length,
  };
};
