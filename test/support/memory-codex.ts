import type { Observable } from 'rxjs';
import { createCodexClient } from '../../lib/client/create-codex-client';
import type { CodexClient } from '../../lib/client/codex-client';
import type { CodexClientOptions } from '../../lib/client/client-options';
import type { Diagnostic } from '../../lib/errors/diagnostic';
import { createMarbleAnswers, type MarbleAnswer } from '../../lib/testing/marble-answers';
import type { SentMessage } from '../../lib/testing/marble-codex';
import { marbleText, type MarbleMessage } from '../../lib/testing/marble-text';
import {
  inMemoryTransport,
  type InMemoryServer,
  type InMemoryTransport,
} from '../../lib/transport/in-memory-transport';

/** What a client in memory is made with. */
export interface MemoryCodexOptions extends CodexClientOptions {
  /** Answers by method, laid over those of a healthy server. */
  readonly answers?: Readonly<Record<string, MarbleAnswer>>;
  /** Called for each new connection, before the client has it. */
  readonly onConnect?: (server: InMemoryServer) => void;
}

/** A client whose server is in the same process and answers at once. */
export interface MemoryCodex {
  readonly client: CodexClient;
  readonly transport: InMemoryTransport;
  /** Every message of the client so far. */
  readonly sent: readonly SentMessage[];
  /** The methods of what the client sent so far, without the handshake. */
  readonly methods: () => readonly (string | undefined)[];
  /** The params of what the client sent so far under one method. */
  readonly paramsOf: (method: string) => readonly unknown[];
  /** Sends messages of the server, their place holders filled in. */
  readonly say: (...messages: readonly MarbleMessage[]) => void;
  readonly answers: (method: string, answer: MarbleAnswer) => void;
  readonly diagnostics: readonly Diagnostic[];
}

const made: InMemoryTransport[] = [];

// What a test leaves open would keep its timers, and the test run waiting for them.
afterEach(() => {
  for (const transport of made.splice(0)) if (transport.connections() > 0) transport.fail();
});

/** Makes a client in memory; its handshake is over when it returns. Lost after the test. */
export const memoryCodex = ({
  answers = {},
  onConnect,
  ...options
}: MemoryCodexOptions = {}): MemoryCodex => {
  const sent: SentMessage[] = [];
  const diagnostics: Diagnostic[] = [];
  const answering = createMarbleAnswers(answers);
  const transport = inMemoryTransport({
    ...(onConnect ? { onConnect } : {}),
    onMessage: (message, server) => {
      sent.push(message as SentMessage);
      answering.answer(message as SentMessage, (answer) => server.send(marbleText(answer)));
    },
  });
  made.push(transport);
  const client = createCodexClient(transport, options);
  client.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
  return {
    client,
    transport,
    sent,
    methods: () => sent.map(({ method }) => method).filter((method) => !method?.startsWith('initialize')),
    paramsOf: (method) => sent.filter((message) => message.method === method).map(({ params }) => params),
    say: (...messages) => {
      for (const message of messages) transport.send(marbleText(message));
    },
    answers: answering.set,
    diagnostics,
  };
};

/** What a stream does, written down as it happens: values, then 'complete' or the error. */
export interface Watched<T> {
  readonly values: readonly T[];
  readonly end: () => 'complete' | { readonly error: unknown } | undefined;
  readonly unsubscribe: () => void;
}

/** Subscribes and writes down what happens. */
export const watch = <T>(stream$: Observable<T>): Watched<T> => {
  const values: T[] = [];
  let end: 'complete' | { readonly error: unknown } | undefined;
  const subscription = stream$.subscribe({
    next: (value) => values.push(value),
    error: (error: unknown) => (end = { error }),
    complete: () => (end = 'complete'),
  });
  return { values, end: () => end, unsubscribe: () => subscription.unsubscribe() };
};

/** Lets everything that waits in promises happen. */
export const settled = async (): Promise<void> => {
  for (let i = 0; i < 20; i += 1) await Promise.resolve();
};
