// A user's program for browsers: it compiles with the types of the DOM alone, and brings its own transport.
import { createCodexClient, type CodexClient, type Connection, type Transport } from 'codex-rx';
import { Thread } from 'codex-rx/protocol';
import { Observable, Subject } from 'rxjs';

const transport: Transport = {
  connect: () =>
    new Observable<Connection>((subscriber) => {
      const incoming$ = new Subject<string>();
      const answer = (text: string): void => {
        const { id, method } = JSON.parse(text) as { id?: number; method: string };
        if (method !== 'initialize') return;
        const result = { userAgent: 'page/0.169.0 (Debian 12.0.0; x86_64)', codexHome: '/codex' };
        incoming$.next(JSON.stringify({ id, result }));
      };
      subscriber.next({
        incoming$,
        info: { transport: 'loopback' },
        send: (text) => {
          answer(text);
          return Promise.resolve();
        },
        close: () => {
          incoming$.complete();
          return Promise.resolve();
        },
      });
    }),
};

/** A client whose server answers the handshake and nothing else. */
export const client: CodexClient = createCodexClient(transport);

/** Whether a value is a thread as the protocol has it. */
export const isThread = (value: unknown): value is Thread => Thread.is(value);

/** Emits the version of the server once. */
export const version$: Observable<string | undefined> = new Observable((subscriber) =>
  client.ready$.subscribe({
    next: ({ version }) => {
      subscriber.next(version);
    },
    error: (error: unknown) => {
      subscriber.error(error);
    },
  }),
);

/** Ends the connection, as `await using` would. */
export const dispose = (): Promise<void> => client[Symbol.asyncDispose]();
