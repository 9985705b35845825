import { Observable, Subject } from 'rxjs';
import { createLifecycle, type LifecycleOptions } from '../../lib/client/lifecycle';
import type { CodexTransportError } from '../../lib/errors/codex-transport-error';
import type { Diagnostic } from '../../lib/errors/diagnostic';
import type { ServerInfo } from '../../lib/rpc/handshake';
import type { Connection } from '../../lib/transport/transport';

/** What the server says in the handshake. */
export const info = { userAgent: 'x' } as ServerInfo;

/** A lifecycle whose connection and handshake are Subjects. */
export const setUp = (options: Partial<LifecycleOptions> = {}) => {
  const log: string[] = [];
  const incoming$ = new Subject<string>();
  const diagnostics$ = new Subject<Diagnostic>();
  const handshake$ = new Subject<ServerInfo>();
  const connected$ = new Subject<Connection>();
  const connection: Connection = {
    incoming$,
    diagnostics$,
    info: { transport: 'test' },
    send: async (text) => void log.push(`send ${text}`),
    close: async () => {
      log.push('close');
      incoming$.complete();
    },
  };
  const losses: CodexTransportError[] = [];
  const lifecycle = createLifecycle({
    transport: {
      connect: () =>
        new Observable<Connection>((subscriber) => {
          log.push('connect');
          const inner = connected$.subscribe(subscriber);
          return () => {
            log.push('give up');
            inner.unsubscribe();
          };
        }),
    },
    check: () => undefined,
    receive: (text) => void log.push(`receive ${text}`),
    report: ({ message }) => void log.push(`report ${message}`),
    handshake: () => handshake$,
    onEnd: (loss) => losses.push(loss),
    ...options,
  });
  return { lifecycle, log, incoming$, diagnostics$, handshake$, connected$, connection, losses };
};

/** The same, started and connected; the handshake is not answered. */
export const started = (options: Partial<LifecycleOptions> = {}) => {
  const all = setUp(options);
  all.lifecycle.start();
  all.connected$.next(all.connection);
  return all;
};
