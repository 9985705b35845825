import { AsyncSubject, ReplaySubject, type Observable, type Subscription } from 'rxjs';
import { CodexClosedError } from '../errors/codex-closed-error.js';
import { CodexTransportError } from '../errors/codex-transport-error.js';
import type { Report } from '../errors/diagnostic.js';
import type { ServerInfo } from '../rpc/handshake.js';
import type { Connection, Transport } from '../transport/transport.js';

/** How the connection stands. */
export type ConnectionStatus =
  | { readonly status: 'connecting' }
  | { readonly status: 'ready' }
  | { readonly status: 'reconnecting' }
  /** `error` is why; it is missing after the caller's own `close()`. */
  | { readonly status: 'closed'; readonly error?: unknown };

/** What happens around the connection, for the rest of the client. */
export interface LifecycleOptions {
  readonly transport: Transport;
  /** Throws if the client must not start at all. */
  readonly check: () => void;
  readonly receive: (text: string) => void;
  readonly report: Report;
  /** Cold: the handshake; emits once. */
  readonly handshake: () => Observable<ServerInfo>;
  /** Called once, when everything that is open must settle: the loss to settle it with. */
  readonly onEnd: (loss: CodexTransportError) => void;
}

/** The life of a client's connection. */
export interface Lifecycle {
  readonly ready$: Observable<ServerInfo>;
  readonly status$: Observable<ConnectionStatus>;
  /** Starts the transport and the handshake. Never throws. */
  start(): void;
  /** Writes one text; rejects when there is no connection. */
  write(text: string): Promise<void>;
  /** Ends the connection after `finish` has settled. Idempotent. */
  close(finish: () => Promise<void>): Promise<void>;
  readonly closing: () => boolean;
}

/** Makes the lifecycle; nothing happens before `start()`. */
export const createLifecycle = (options: LifecycleOptions): Lifecycle => {
  const { transport, receive, report, handshake, onEnd } = options;
  const ready$ = new AsyncSubject<ServerInfo>();
  const status$ = new ReplaySubject<ConnectionStatus>(1);
  status$.next({ status: 'connecting' });
  let connection: Connection | undefined;
  let socket: Subscription | undefined;
  let closing: Promise<void> | undefined;
  let asked = false;
  let ended: CodexTransportError | undefined;

  const end = (error: unknown, loss: CodexTransportError): void => {
    if (ended) return;
    ended = loss;
    // The loss settles what is open first, so that a reaction to the status finds nothing pending.
    onEnd(loss);
    ready$.error(error ?? loss);
    status$.next(error === undefined ? { status: 'closed' } : { status: 'closed', error });
    status$.complete();
  };

  const lose = (cause: unknown): void => {
    if (asked) return end(undefined, new CodexClosedError());
    const loss = toLoss(cause);
    end(cause ?? loss, loss);
    void closeConnection();
    socket?.unsubscribe();
    return undefined;
  };

  /** Never rejects, even if the transport breaks its contract: whatever happens, the client is over. */
  const closeConnection = async (): Promise<void> => {
    try {
      await connection?.close();
    } catch {
      // Nothing is left to tell it to.
    }
  };

  const attach = (made: Connection): void => {
    try {
      open(made);
    } catch (error) {
      lose(error);
    }
  };

  const open = (made: Connection): void => {
    connection = made;
    made.diagnostics$?.subscribe({ next: report, error: () => undefined });
    made.incoming$.subscribe({
      next: receive,
      error: lose,
      complete: () => lose(new CodexTransportError('The connection ended without a reason given.')),
    });
    if (ended) return;
    handshake().subscribe({
      next: (info) => {
        if (ended) return;
        ready$.next(info);
        ready$.complete();
        status$.next({ status: 'ready' });
      },
      error: lose,
    });
  };

  const write = async (text: string): Promise<void> => {
    if (ended) throw ended.about('the message', 'not-sent');
    if (!connection) throw noConnection('There is no connection to write to yet.');
    return connection.send(text);
  };

  const shut = async (finish: () => Promise<void>): Promise<void> => {
    asked = true;
    if (connection && !ended) await finish();
    // Without a connection there is nothing to end gently; unsubscribing gives the attempt up.
    if (connection) await closeConnection();
    socket?.unsubscribe();
    end(undefined, new CodexClosedError());
  };

  return {
    ready$: ready$.asObservable(),
    status$: status$.asObservable(),
    start: () => {
      try {
        options.check();
        socket = transport.connect().subscribe({
          next: attach,
          error: lose,
          complete: () => {
            if (!connection) lose(new CodexTransportError('The transport ended without a connection.'));
          },
        });
        if (ended) socket.unsubscribe();
      } catch (error) {
        lose(error);
      }
    },
    write,
    close: (finish) => (closing ??= shut(finish)),
    closing: () => asked,
  };
};

const noConnection = (why: string): CodexTransportError =>
  new CodexTransportError(why, { subject: 'the message', outcome: 'not-sent' });

const toLoss = (cause: unknown): CodexTransportError => {
  if (cause instanceof CodexTransportError) return cause;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CodexTransportError(`The connection failed: ${why}`, { cause });
};
