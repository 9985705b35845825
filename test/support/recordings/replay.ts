import { Subject } from 'rxjs';
import {
  createCodexClient,
  inMemoryTransport,
  type CodexClient,
  type Diagnostic,
  type ServerMessage,
  type ServerRequestContext,
} from '../../../lib/index.js';
import { serverRequestParams } from '../../../lib/protocol/generated/server-request-params.js';
import type { Exclusion } from './exclusions';
import type { ReceivedMessage } from './expected-turns';
import type { RecordedLine, RecordedMessage, Recording } from './recording';

/** One recorded request of the client's, made again. */
export interface ReplayedRequest {
  readonly recorded: RecordedMessage;
  /** The id that the client gave it; undefined while it waits to be written. */
  writtenAs?: unknown;
  /** The recorded answer, once it was delivered. */
  answer?: RecordedMessage;
  outcome?: { readonly value: unknown } | { readonly error: unknown };
}

/** One recorded answer of the client's, given again by a handler. */
export interface ReplayedAnswer {
  readonly recorded: RecordedMessage;
  readonly request: RecordedMessage;
  /** Whether it came after another answer, or after the server had withdrawn the question. */
  readonly tooLate: boolean;
  /** What the client wrote because of it. */
  readonly frames: readonly RecordedMessage[];
}

/** What became of one recorded connection. */
export interface Replay {
  readonly client: CodexClient;
  /** What the server sent, in order, under the ids of this client's requests. */
  readonly received: readonly ReceivedMessage[];
  /** Lines of the server's that were delivered cut off. */
  readonly shortened: number;
  /** All but the handshake's. */
  readonly requests: readonly ReplayedRequest[];
  readonly answers: readonly ReplayedAnswer[];
  readonly diagnostics: readonly Diagnostic[];
  readonly messages: readonly ServerMessage[];
  readonly replayed: number;
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
}

/** Where a test looks at a replay while it runs. */
export interface ReplayHooks {
  /** Called before anything is delivered. */
  readonly atStart?: (client: CodexClient) => void;
  /** Called when everything was delivered and the connection still stands. */
  readonly beforeEnd?: (client: CodexClient) => void;
}

/** For the few connections whose handshake was not recorded. */
const defaultServerInfo = { userAgent: 'replay/0.169.0 (Linux; x86_64) test', codexHome: '/codex-home' };

/**
 * Plays one connection of a recording through a client of its own: the client sends what was sent, the server
 * answers under the client's ids and says the rest word for word. Synchronous; ends with the loss of the connection.
 */
export const replay = ({ lines }: Recording, who: string, hooks: ReplayHooks = {}): Replay => {
  const own = lines.filter((line) => line.kind !== 'note').filter((line) => line.who === who);
  const handshake = handshakeIn(own);
  const requests: ReplayedRequest[] = handshake ? [{ recorded: handshake }] : [];
  const received: ReceivedMessage[] = [];
  const answers: ReplayedAnswer[] = [];
  const frames: RecordedMessage[] = [];
  const questions = new Map<unknown, { readonly index: number; readonly answer$: Subject<unknown> }>();
  const diagnostics: Diagnostic[] = [];
  const messages: ServerMessage[] = [];
  const excluded: Partial<Record<Exclusion, number>> = {};
  let shortened = 0;
  let excludedLines = 0;

  const transport = inMemoryTransport({
    onMessage: (message, server) => {
      const { id, method } = message as RecordedMessage;
      if (method === undefined) frames.push(message as RecordedMessage);
      else if (id !== undefined) {
        // Requests of one method are written in the order in which they were made.
        const request = requests.find((one) => one.recorded.method === method && one.writtenAs === undefined);
        if (request) request.writtenAs = id;
        else server.send({ id, result: defaultServerInfo });
      }
    },
  });

  const ask = (_params: unknown, { id }: ServerRequestContext): Subject<unknown> => {
    const question = { index: received.length - 1, answer$: new Subject<unknown>() };
    questions.set(id, question);
    return question.answer$;
  };
  const handlers = Object.fromEntries(Object.keys(serverRequestParams).map((method) => [method, ask]));
  const client = createCodexClient(transport, { handlers });
  client.messages$.subscribe((message) => messages.push(message));
  client.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
  hooks.atStart?.(client);

  const exclude = (reason: Exclusion): void => {
    excluded[reason] = (excluded[reason] ?? 0) + 1;
    excludedLines += 1;
  };

  const request = (recorded: RecordedMessage): void => {
    if (recorded === handshake) return exclude('handshake');
    if (typeof recorded.method !== 'string') return exclude('no-method');
    const entry: ReplayedRequest = { recorded };
    requests.push(entry);
    client.request(recorded.method as 'thread/read', recorded.params as never).subscribe({
      next: (value) => (entry.outcome = { value }),
      error: (error: unknown) => (entry.outcome = { error }),
    });
  };

  const answer = (recorded: RecordedMessage): void => {
    const question = questions.get(recorded.id);
    if (!question) return exclude('never-asked');
    const request = received[question.index]!.message;
    const since = received.slice(question.index + 1).map(({ message }) => message);
    const tooLate =
      answers.some((one) => one.request === request) || since.some((one) => withdraws(one, request));
    const before = frames.length;
    if (recorded.error === undefined) question.answer$.next(recorded.result);
    else question.answer$.error(recorded.error);
    answers.push({ recorded, request, tooLate, frames: frames.slice(before) });
  };

  const send = (message: RecordedMessage): void => {
    if (message.method === undefined) answer(message);
    else if (message.id !== undefined) request(message);
    else if (message.method === 'initialized') exclude('handshake');
    else void client.notify(message.method as string, message.params);
  };

  const receive = (message: RecordedMessage, text: string): void => {
    if (message.method !== undefined) {
      received.push({ message });
      transport.send(text);
      return;
    }
    const entry = requests.find(
      (one) => one.recorded.id === message.id && one.writtenAs !== undefined && one.answer === undefined,
    );
    if (entry) entry.answer = message;
    const delivered = { ...message, id: entry ? entry.writtenAs : `of nobody: ${String(message.id)}` };
    received.push(entry ? { message: delivered, request: entry.recorded } : { message: delivered });
    transport.send(delivered);
  };

  for (const line of own) {
    if (line.kind === 'not-a-message') exclude('not-a-message');
    else if (line.kind === 'shortened') {
      shortened += 1;
      transport.send(line.head);
    } else if (line.kind === 'sent') send(line.message);
    else receive(line.message, line.text);
  }
  hooks.beforeEnd?.(client);
  transport.fail();
  return {
    client,
    received,
    shortened,
    requests: requests.filter(({ recorded }) => recorded !== handshake),
    answers,
    diagnostics,
    messages,
    replayed: own.length - excludedLines,
    excluded,
  };
};

/** Whether a message of the server's says that it no longer wants an answer to a request of its own. */
const withdraws = ({ method, params }: RecordedMessage, request: RecordedMessage): boolean => {
  if (method === 'serverRequest/resolved') return params?.requestId === request.id;
  return method === 'turn/completed' && params?.turn?.id === request.params?.turnId;
};

/** The first `initialize` that was answered with a result. */
const handshakeIn = (lines: readonly RecordedLine[]): RecordedMessage | undefined => {
  const messages = lines.flatMap((line) =>
    line.kind === 'sent' || line.kind === 'received' ? [line.message] : [],
  );
  const answered = (id: unknown, from: number): boolean =>
    messages.slice(from).find((one) => one.method === undefined && one.id === id)?.result !== undefined;
  return messages.find(({ method, id }, index) => method === 'initialize' && answered(id, index));
};
