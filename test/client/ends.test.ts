import { concatMap, NEVER, type Observable } from 'rxjs';
import type { CodexClient } from '../../lib/client/codex-client';
import type { CodexThread } from '../../lib/client/codex-thread';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import { commandApproval } from '../../lib/testing/messages/server-requests';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, settled, watch, type MemoryCodex } from '../support/memory-codex';

const list = 'thread/loaded/list';

/** What stands for the connection. */
const connectionStreams = (client: CodexClient, thread: CodexThread): Observable<unknown>[] => [
  ...[client.messages$, client.responses$, client.serverRequests$, client.notifications$],
  ...[client.diagnostics$, client.turns$, client.on('turn/started'), client.on('error')],
  ...[thread.events$, thread.turns$],
];

/** A client with one of everything open. */
const busy = (options: Parameters<typeof memoryCodex>[0] = {}) => {
  const signals: AbortSignal[] = [];
  const memory = memoryCodex({
    maxInFlight: 2,
    handlers: {
      'item/commandExecution/requestApproval': (_, { signal }) => {
        signals.push(signal);
        return NEVER;
      },
    },
    ...options,
  });
  const [thread] = watch(memory.client.startThread()).values;
  const [turn] = watch(thread!.startTurn('hi')).values;
  memory.answers(list, NEVER);
  memory.answers('thread/read', NEVER);
  memory.say(turnStarted(), { id: 0, ...commandApproval('i', 'ls') });
  return {
    ...memory,
    thread: thread!,
    signals,
    connection: connectionStreams(memory.client, thread!).map((stream$) => watch(stream$)),
    ofTurn: [
      turn!.events$,
      turn!.requests$,
      turn!.text$,
      turn!.items$,
      turn!.usage$,
      turn!.plan$,
      turn!.diff$,
      turn!.result$,
    ].map((stream$) => watch<unknown>(stream$)),
    written: [
      watch(memory.client.request(list, {})),
      watch(memory.client.request('thread/read', { threadId: 'thread' })),
    ],
    queued: [
      watch(memory.client.request(list, {})),
      watch(memory.client.startThread()),
      watch(thread!.run('later')),
    ] as { end(): unknown }[],
    run: watch(turn!.steer('x')),
  };
};

const close = async ({ client }: MemoryCodex): Promise<void> => {
  const closed = client.close();
  await jest.advanceTimersByTimeAsync(1_000);
  await closed;
};

const cause = new CodexTransportError('gone');

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

test.each<[string, (memory: MemoryCodex) => unknown, object]>([
  [
    'the connection is lost',
    ({ transport }) => transport.fail(cause),
    { name: 'CodexTransportError', shortMessage: 'gone' },
  ],
  ['the client is closed', close, { name: 'CodexClosedError' }],
])('%s: everything that is open settles, each with what is known of its outcome', async (_, end, error) => {
  const all = busy();
  await end(all);
  expect(all.connection.map((stream) => stream.end())).toEqual(all.connection.map(() => 'complete'));
  for (const stream of all.ofTurn)
    expect(stream.end()).toMatchObject({ error: { ...error, subject: 'turn t', outcome: 'unknown' } });
  expect(all.written.map((request) => request.end())).toMatchObject([
    { error: { ...error, subject: `request ${list}`, outcome: 'unknown' } },
    { error: { ...error, subject: 'request thread/read', outcome: 'unknown' } },
  ]);
  for (const request of all.queued)
    expect(request.end()).toMatchObject({ error: { ...error, outcome: 'not-sent' } });
  expect(all.signals.map(({ aborted }) => aborted)).toEqual([true]);
  expect(all.transport.connections()).toBe(0);
  // No timer is left, and nothing new is begun.
  expect(jest.getTimerCount()).toBe(0);
  const late = [
    all.client.request(list, {}),
    all.client.startThread(),
    all.client.resumeThread('thread'),
    all.thread.startTurn('x'),
    all.thread.run('x'),
    all.thread.release(),
  ];
  for (const stream$ of late)
    expect(watch<unknown>(stream$).end()).toMatchObject({ error: { ...error, outcome: 'not-sent' } });
  for (const stream$ of connectionStreams(all.client, all.thread))
    expect(watch(stream$).end()).toBe('complete');
});

test('status$ says how it ended: with the loss, or without an error after close()', async () => {
  const lost = busy();
  lost.transport.fail(cause);
  expect(watch(lost.client.status$)).toMatchObject({ values: [{ status: 'closed', error: cause }] });
  const closed = busy();
  await close(closed);
  expect(watch(closed.client.status$).values).toEqual([{ status: 'closed' }]);
  for (const { client } of [lost, closed]) {
    expect(watch(client.status$).end()).toBe('complete');
    expect(watch(client.ready$).values).toMatchObject([{ version: '0.169.0' }]);
  }
});

test('a request that a reaction to the end makes was not sent', () => {
  const { client, transport, ofTurn, sent, say } = busy();
  expect(ofTurn).toHaveLength(8);
  say(turnStarted({ turnId: 'u' }));
  const before = sent.length;
  const retries: { end(): unknown }[] = [];
  const retry = (): number =>
    retries.push(watch(client.request(list, {})), watch(client.turn('t').steer('x')));
  client.request('config/read', {}).subscribe({ error: retry });
  client.turn('u').events$.subscribe({ error: retry });
  client.messages$.subscribe({ complete: retry });
  client.status$.subscribe({ complete: retry });
  transport.fail(cause);
  expect(retries).toHaveLength(8);
  for (const { end } of retries)
    expect(end()).toMatchObject({ error: { shortMessage: 'gone', outcome: 'not-sent' } });
  expect(sent).toHaveLength(before);
});

describe('close', () => {
  test('is idempotent, resolves together, and is what await using calls', async () => {
    const { client, transport } = memoryCodex();
    const both = [client.close(), client.close()];
    expect(both[0]).toBe(both[1]);
    await Promise.all(both);
    await client.close();
    await client[Symbol.asyncDispose]();
    expect(transport.connections()).toBe(0);
  });

  test('from then on nothing new is begun, but interrupts still pass', () => {
    const { client, say, methods } = memoryCodex();
    const [thread] = watch(client.startThread()).values;
    const loop = watch(thread!.run('one').pipe(concatMap(() => thread!.run('two'))));
    say(turnStarted());
    void client.close();
    expect(watch(client.turn('t').interrupt()).end()).toBe('complete');
    const closed = { error: { name: 'CodexClosedError', outcome: 'not-sent' } };
    expect(watch(client.request(list, {})).end()).toMatchObject(closed);
    say(turnCompleted({ status: 'interrupted' }));
    expect(loop.end()).toMatchObject(closed);
    expect(methods()).toEqual(['thread/start', 'turn/start', 'turn/interrupt', 'turn/interrupt']);
  });

  test('after a loss, and of a client that never came to be, resolves too', async () => {
    const lost = memoryCodex();
    lost.transport.fail(cause);
    await lost.client.close();
    expect(watch(lost.client.status$).values).toMatchObject([{ error: cause }]);
    const refused = memoryCodex({ maxInFlight: -1 });
    await refused.client.close();
    expect(watch(refused.client.status$).values).toMatchObject([{ error: { name: 'CodexOptionsError' } }]);
  });

  test('before the handshake is over: ready$ errors with CodexClosedError, status$ without an error', async () => {
    const { client, sent } = memoryCodex({ answers: { initialize: () => NEVER } });
    const [ready, queued] = [watch(client.ready$), watch(client.request(list, {}))];
    await client.close();
    expect(ready.end()).toMatchObject({ error: { name: 'CodexClosedError' } });
    expect(queued.end()).toMatchObject({ error: { name: 'CodexClosedError', outcome: 'not-sent' } });
    expect(watch(client.status$).values).toEqual([{ status: 'closed' }]);
    expect(sent).toHaveLength(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('answers and events still arrive while it waits', async () => {
    const { client, say } = memoryCodex();
    const [thread] = watch(client.startThread()).values;
    const [turn] = watch(thread!.startTurn('hi')).values;
    say(turnStarted());
    const events = watch(turn!.events$);
    void client.close();
    await settled();
    say(turnStarted({ turnId: 'u' }));
    expect(events.values).toHaveLength(1);
    expect(events.end()).toBeUndefined();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(events.end()).toMatchObject({ error: { name: 'CodexClosedError', outcome: 'unknown' } });
  });
});
