import { threadStatusChanged } from '../../../lib/testing/messages/thread-messages.js';
import { withFakeServer } from '../support/running-fake.js';
import { loadWireSchema } from '../support/wire-schema.js';

test('a healthy server: every message of a session is one that the real server could send', async () => {
  const schema = loadWireSchema();
  await withFakeServer({}, async (server) => {
    const results: Record<string, unknown> = {};
    const call = async (method: string, params = {}) =>
      (results[method] = await server.request(method, params));
    results['initialize'] = await server.initialize();
    await call('thread/start');
    await call('thread/resume', { threadId: 'thread-1' });
    await call('thread/fork', { threadId: 'thread-1' });
    await server.runTurn('thread-1', 'go');
    await call('turn/start', { threadId: 'thread-2', input: [] });
    await call('turn/steer', { threadId: 'thread-2', expectedTurnId: 'turn-2', input: [] });
    await call('turn/interrupt', { threadId: 'thread-2', turnId: 'turn-2' });
    await call('thread/unsubscribe', { threadId: 'thread-1' });

    const types = {
      initialize: 'v1/InitializeResponse',
      'thread/start': 'v2/ThreadStartResponse',
      'thread/resume': 'v2/ThreadResumeResponse',
      'thread/fork': 'v2/ThreadForkResponse',
      'turn/start': 'v2/TurnStartResponse',
      'turn/steer': 'v2/TurnSteerResponse',
      'turn/interrupt': 'v2/TurnInterruptResponse',
      'thread/unsubscribe': 'v2/ThreadUnsubscribeResponse',
    };
    for (const [method, file] of Object.entries(types)) {
      expect([method, schema.faultsOfType(file, results[method])]).toEqual([method, []]);
    }
    const notifications = server.messages.filter((message) => message.method);
    expect(notifications.length).toBeGreaterThan(15);
    for (const message of notifications) expect(schema.faultsOf('ServerNotification', message)).toEqual([]);
  });
});

test('a turn says ok, in the order of the real server, and belongs to its thread', () =>
  withFakeServer({}, async (server) => {
    await server.initialize();
    const threads = [await server.startThread(), await server.startThread()];
    expect(threads).toEqual(['thread-1', 'thread-2']);
    await server.until('the second thread', ({ params }) => params?.thread?.id === 'thread-2');
    server.messages.length = 0;
    expect((await server.runTurn('thread-2', 'go')).params.turn).toMatchObject({
      id: 'turn-1',
      status: 'completed',
    });
    expect(
      server.messages.map(({ id, method, params }) => [method ?? `answer ${id}`, params?.threadId]),
    ).toEqual([
      ['answer 4', undefined],
      ...[
        'thread/status/changed',
        'turn/started',
        'item/started',
        'item/agentMessage/delta',
        'item/completed',
        'thread/status/changed',
        'turn/completed',
      ].map((method) => [method, 'thread-2']),
    ]);
    expect(server.messages.at(-2)).toEqual(threadStatusChanged('idle', 'thread-2'));
  }));

test('an unknown request is answered as the real server does, an unknown notification not at all', () =>
  withFakeServer({}, async (server) => {
    server.send({ method: 'no/such/notification' });
    await expect(server.request('no/such')).rejects.toMatchObject({
      code: -32600,
      message: expect.stringContaining('unknown variant `no/such`'),
    });
    expect(server.messages).toHaveLength(1);
  }));

test('without defaults there is silence', () =>
  withFakeServer({ defaults: false, on: { ping: [] } }, async (server, fake) => {
    server.send({ id: 1, method: 'initialize', params: {} });
    server.send({ id: 2, method: 'ping' });
    while (fake.received().length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await server.end();
    expect(server.messages).toEqual([]);
  }));
