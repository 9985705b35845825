import type { Observable } from 'rxjs';
import type { TestScheduler } from 'rxjs/testing';
import type { CodexClientOptions } from '../client/client-options.js';
import type { CodexClient } from '../client/codex-client.js';
import { createCodexClient } from '../client/create-codex-client.js';
import { CodexTransportError } from '../errors/codex-transport-error.js';
import {
  inMemoryTransport,
  type InMemoryServer,
  type InMemoryTransport,
} from '../transport/in-memory-transport.js';
import { createMarbleAnswers, type MarbleAnswer } from './marble-answers.js';
import { marbleText, marbleTexts, type MarbleMessage } from './marble-text.js';

/** A message of the client, as it is on the wire. */
export interface SentMessage {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** How the client behaves, and what the server answers. */
export interface MarbleCodexOptions extends CodexClientOptions {
  /** Answers by method, as `server.answers` takes them; also for `initialize`. */
  readonly answers?: Readonly<Record<string, MarbleAnswer>>;
}

/** A server that does what a marble diagram says. */
export interface MarbleServer {
  /**
   * Sends messages at the frames of a marble diagram, counted from now.
   *
   * `|` ends the connection as a server does that exits by itself, `#` as one that is lost; without either it stays
   * open. Messages at frame 0 reach what is subscribed at frame 0, as with `hot()`. The place holders `$threadId` and
   * `$turnId` that message builders put where no id is given become `thread` and `t`. A server request without an id
   * gets the next one, from 0.
   *
   * @param messages what the letters stand for: a message, or a string that is sent as it is
   * @param error what `#` loses the connection with; default: a `CodexTransportError`
   * @throws CodexOptionsError for a letter that stands for no message, or an unknown place holder
   */
  plays(marbles: string, messages?: Readonly<Record<string, MarbleMessage>>, error?: unknown): void;
  /**
   * Sets what a request is answered with from now on: a result, an Observable of it, or a function of the params that
   * returns either. An Observable that errors is a refusal; one that never emits is silence.
   *
   * At first `initialize`, `thread/start`, `thread/resume`, `thread/fork`, `thread/unsubscribe`, `turn/start`,
   * `turn/steer` and `turn/interrupt` are answered at once as by a healthy server, with the thread `thread` and the
   * turn `t`; everything else is refused.
   *
   * @param method a wire method, for example "thread/read"
   */
  answers(method: string, answer: MarbleAnswer): void;
  /** Every message of the client so far, beginning with its handshake. */
  readonly sent: readonly SentMessage[];
  /** Hot: each message of the client when it is written; the handshake is over before anybody can subscribe. */
  readonly sent$: Observable<SentMessage>;
}

/** A client, the server that it is connected to, and the way between them. */
export interface MarbleCodex {
  readonly client: CodexClient;
  readonly server: MarbleServer;
  readonly transport: InMemoryTransport;
}

/**
 * Makes a client whose server is written as marble diagrams and lives in the virtual time of a `TestScheduler`.
 *
 * Use it inside `testScheduler.run`, where the client's own deadlines are virtual too. The handshake is over when it
 * returns. Nothing has to be closed; `client.close()` waits in promises, which no virtual time moves.
 *
 * @param testScheduler the scheduler whose frames the diagrams count
 */
export const marbleCodex = (
  testScheduler: TestScheduler,
  { answers = {}, ...options }: MarbleCodexOptions = {},
): MarbleCodex => {
  const sent: SentMessage[] = [];
  const answering = createMarbleAnswers(answers);
  let connection: InMemoryServer | undefined;
  let nextId = 0;
  const transport = inMemoryTransport({
    onConnect: (server) => (connection = server),
    onMessage: (message, server) => {
      sent.push(message as SentMessage);
      answering.answer(message as SentMessage, (answer) => server.send(marbleText(answer)));
    },
  });
  const client = createCodexClient(transport, options);

  const server: MarbleServer = {
    plays: (marbles, messages = {}, error = new CodexTransportError('The diagram lost the connection.')) => {
      const played$ = testScheduler.createColdObservable(marbles, marbleTexts(marbles, messages), error);
      // One step later than now, so that what is subscribed at frame 0 is there before what is sent at frame 0.
      testScheduler.schedule(() =>
        played$.subscribe({
          next: (textOf) => connection?.send(textOf(() => nextId++)),
          error: (lost: unknown) => connection?.fail(lost),
          complete: () => connection?.fail(new CodexTransportError('The diagram ended the connection.')),
        }),
      );
    },
    answers: answering.set,
    sent,
    sent$: transport.sent$ as Observable<SentMessage>,
  };
  return { client, server, transport };
};
