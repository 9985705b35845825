import { firstValueFrom, lastValueFrom, switchMap, toArray } from 'rxjs';
import {
  createCodexClient,
  ofMethod,
  type CodexClient,
  type Diagnostic,
  type TurnEvent,
} from '../../lib/index.js';
import { stdioTransport } from '../../lib/node.js';
import {
  agentMessageDelta,
  agentMessageItem,
  ask,
  fakeAppServer,
  itemCompleted,
  itemStarted,
  raw,
  send,
  sendTogether,
  turnCompleted,
  turnStarted,
  turnStartResult,
  type FakeAppServer,
  type FakeStep,
} from '../../lib/testing.js';

const response = { id: '$id', result: turnStartResult() };
const beginning = [turnStarted(), itemStarted(agentMessageItem('m')), agentMessageDelta('m', 'one ')];
const ending = [
  agentMessageDelta('m', 'two'),
  itemCompleted(agentMessageItem('m', 'one two')),
  turnCompleted(),
];
const methods = [...beginning, ...ending].map(({ method }) => method);

interface Fake {
  readonly client: CodexClient;
  readonly server: FakeAppServer;
  readonly diagnostics: Diagnostic[];
}

/** Runs `use` with a fake whose turns go as the steps say. */
const withFake = async (turn: readonly FakeStep[], use: (fake: Fake) => Promise<void>): Promise<void> => {
  const server = fakeAppServer({ on: { 'turn/start': turn } }, { record: true });
  const client = createCodexClient(stdioTransport({ command: server.command, args: server.args }));
  const diagnostics: Diagnostic[] = [];
  client.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
  try {
    await use({ client, server, diagnostics });
  } finally {
    await client.close();
    server.dispose();
  }
};

const eventsOf = (client: CodexClient): Promise<TurnEvent[]> =>
  lastValueFrom(
    client.startThread({}).pipe(
      switchMap((thread) => thread.startTurn('go')),
      switchMap((turn) => turn.events$),
      toArray(),
    ),
  );

test.each([
  ['the response first, all in one chunk', [sendTogether(response, ...beginning, ...ending)]],
  ['the notifications first, all in one chunk', [sendTogether(...beginning, ...ending, response)]],
  ['the response in the middle, one chunk', [sendTogether(...beginning, response, ...ending)]],
  ['the notifications first, each in a chunk', [...[...beginning, ...ending, response].map((m) => send(m))]],
])('nothing is lost: %s', async (_, steps) => {
  await withFake(steps, async ({ client, diagnostics }) => {
    const events = await eventsOf(client);
    expect(events.map(({ method }) => method)).toEqual(methods);
    const thread = await firstValueFrom(client.startThread({}));
    const result = await firstValueFrom(thread.run('again'));
    expect(result).toMatchObject({ status: 'completed', finalResponse: 'one two' });
    expect(diagnostics).toEqual([]);
  });
});

test('an unknown notification and unknown enum members pass, typed as the open case, and are routed', async () => {
  const ids = { threadId: '$threadId', turnId: '$turnId' };
  const unknown = { method: 'item/hologram/projected', params: { ...ids, hologram: { depth: 3 } } };
  const paused = {
    method: 'turn/plan/updated',
    params: { ...ids, explanation: null, plan: [{ step: 'x', status: 'paused' }] },
  };
  const item = { type: 'hologram', id: 'h', brightness: 7 };
  await withFake(
    [send(response), send(...beginning), send(unknown, paused, itemCompleted(item)), send(...ending)],
    async ({ client, diagnostics }) => {
      const events = await eventsOf(client);
      expect(events).toContainEqual(expect.objectContaining({ method: 'item/hologram/projected' }));
      expect(events.find(({ method }) => method === 'turn/plan/updated')).toMatchObject({
        params: { plan: [{ status: 'paused' }] },
      });
      expect(events).toContainEqual(expect.objectContaining({ params: expect.objectContaining({ item }) }));
      expect(events.filter(({ invalid }) => invalid)).toEqual([]);
      expect(diagnostics).toEqual([]);
    },
  );
});

test('an invalid payload of a known method is delivered raw and marked, typed operators skip it, and nothing closes', async () => {
  const params = { threadId: '$threadId', turnId: '$turnId', itemId: 'm', delta: { not: 'a string' } };
  const invalid = { method: 'item/agentMessage/delta', params };
  await withFake(
    [send(response), send(...beginning), send(invalid), send(...ending)],
    async ({ client, diagnostics }) => {
      const typed: unknown[] = [];
      const byMethod: unknown[] = [];
      client.notifications$
        .pipe(ofMethod('item/agentMessage/delta'))
        .subscribe(({ params: { delta } }) => typed.push(delta));
      client
        .on('item/agentMessage/delta')
        .subscribe((delivered) => byMethod.push(delivered.invalid ?? false));
      const events = await eventsOf(client);
      expect(events.filter((event) => event.invalid)).toMatchObject([
        { method: 'item/agentMessage/delta', params: { itemId: 'm', delta: { not: 'a string' } } },
      ]);
      expect(typed).toEqual(['one ', 'two']);
      expect(byMethod).toEqual([false, true, false]);
      expect(diagnostics).toMatchObject([{ kind: 'decode', method: 'item/agentMessage/delta' }]);
      expect(diagnostics[0]!.message).toContain('delta');
    },
  );
});

test('a turn/completed that does not decode still ends its turn', async () => {
  const broken = {
    method: 'turn/completed',
    params: { threadId: '$threadId', turn: { id: '$turnId', status: 7 } },
  };
  await withFake([send(response), send(...beginning), send(broken)], async ({ client, diagnostics }) => {
    const events = await eventsOf(client);
    expect(events.at(-1)).toMatchObject({ method: 'turn/completed', invalid: true });
    expect(diagnostics).toMatchObject([{ kind: 'decode' }]);
  });
});

test('garbage lines are reported one by one, and the next good line is delivered', async () => {
  const garbage = ['2026-11-22 INFO starting', '{"half":', '{} {}', 'null', '17', '"text"', '[]', ''];
  await withFake(
    [
      send(response),
      send(...beginning),
      raw(`${garbage.join('\n')}\n`),
      raw(new Uint8Array([0x22, 0xff, 0x22, 0x0a])),
      send(...ending),
    ],
    async ({ client, diagnostics }) => {
      expect((await eventsOf(client)).map(({ method }) => method)).toEqual(methods);
      // An empty line is no fault; the bytes that are no UTF-8 are one of another kind.
      expect(diagnostics.map(({ kind }) => kind).sort()).toEqual(['framing', ...Array(7).fill('json')]);
      expect(diagnostics.every(({ sample = '' }) => sample.length <= 121)).toBe(true);
    },
  );
});

test.each([0, '', '0', -1, 'a'])(
  'a server request with the id %j is answered under the same id and type',
  async (id) => {
    const method = 'item/commandExecution/requestApproval';
    const params = {
      threadId: '$threadId',
      turnId: '$turnId',
      itemId: 'c',
      startedAtMs: 1,
      command: 'true',
      cwd: '/',
    };
    await withFake(
      [send(response), send(...beginning), ask({ method, params }, { id }), send(...ending)],
      async ({ client, server }) => {
        await eventsOf(client);
        expect(server.received()).toContainEqual({ id, result: { decision: 'decline' } });
      },
    );
  },
);
