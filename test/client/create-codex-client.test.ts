import { EMPTY, NEVER, of, throwError } from 'rxjs';
import { createCodexClient } from '../../lib/client/create-codex-client';
import { initializeResult } from '../../lib/testing/messages/results';
import { commandApproval } from '../../lib/testing/messages/server-requests';
import { configWarning, warning } from '../../lib/testing/messages/thread-messages';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import type { Transport } from '../../lib/transport/transport';
import { memoryCodex, settled, watch } from '../support/memory-codex';

const transportOf = (connect: () => unknown): Transport => ({ connect }) as Transport;

const approval = 'item/commandExecution/requestApproval';

describe('never throws', () => {
  const broken = new Error('broken');
  test.each<[string, () => unknown, unknown]>([
    ['no transport', () => createCodexClient(undefined as never), expect.any(TypeError)],
    [
      'a transport that throws',
      () =>
        createCodexClient(
          transportOf(() => {
            throw broken;
          }),
        ),
      broken,
    ],
    ['a transport that errors', () => createCodexClient(transportOf(() => throwError(() => broken))), broken],
    [
      'a transport that ends without a connection',
      () => createCodexClient(transportOf(() => EMPTY)),
      expect.objectContaining({ name: 'CodexTransportError' }),
    ],
    [
      'a transport that emits nonsense',
      () => createCodexClient(transportOf(() => of(undefined, NEVER))),
      expect.any(TypeError),
    ],
    [
      'an option out of range',
      () =>
        createCodexClient(
          transportOf(() => NEVER),
          { maxInFlight: 0 },
        ),
      expect.objectContaining({ name: 'CodexOptionsError' }),
    ],
    [
      'a handler that is none',
      () =>
        createCodexClient(
          transportOf(() => NEVER),
          { handlers: { [approval]: 1 as never } },
        ),
      expect.objectContaining({ name: 'CodexOptionsError' }),
    ],
    [
      'client info that is no JSON',
      () => memoryCodex({ clientInfo: { name: 1n as never, version: '' } }).client,
      expect.objectContaining({ name: 'CodexEncodeError' }),
    ],
  ])('%s: ready$ errors with the cause, status$ ends as closed with it', (_, make, cause) => {
    const client = make() as ReturnType<typeof createCodexClient>;
    const [ready, status] = [watch(client.ready$), watch(client.status$)];
    expect(ready.end()).toEqual({ error: cause });
    expect(status.values).toEqual([{ status: 'closed', error: cause }]);
    expect(status.end()).toBe('complete');
    expect(watch(client.request('thread/loaded/list', {})).end()).toMatchObject({
      error: { outcome: 'not-sent' },
    });
    expect(watch(client.messages$).end()).toBe('complete');
  });

  test('options that are null are none', async () => {
    const sent: unknown[] = [];
    const connection = {
      incoming$: NEVER,
      send: async (text: string) => void sent.push(JSON.parse(text)),
      close: async () => undefined,
      info: {},
    };
    const client = createCodexClient(
      transportOf(() => of(connection)),
      null as never,
    );
    expect(watch(client.status$).values).toEqual([{ status: 'connecting' }]);
    expect(sent).toMatchObject([{ method: 'initialize', params: { clientInfo: { name: 'codex-rx' } } }]);
    await client.close();
  });
});

describe('nothing is delivered before it returns', () => {
  test('what a server says at once reaches whoever subscribes right after, in order', async () => {
    let returned = false;
    const calls: boolean[] = [];
    const { client } = memoryCodex({
      handlers: {
        [approval]: () => {
          calls.push(returned);
          return { decision: 'decline' };
        },
      },
      onConnect: (server) => {
        server.send(warning('first', null));
        server.send({ id: 0, ...commandApproval('i', 'ls', { threadId: 'thread', turnId: 't' }) });
        server.send('garbage');
        server.send(warning('second', null));
      },
    });
    returned = true;
    const messages = watch(client.messages$);
    const diagnostics = watch(client.diagnostics$);
    const turns = watch(client.turns$);
    expect([messages, diagnostics, turns].map(({ values }) => values.length)).toEqual([0, 0, 0]);
    await settled();
    expect(messages.values).toMatchObject([
      { params: { message: 'first' } },
      { id: 0, method: approval },
      { params: { message: 'second' } },
      { result: initializeResult() },
    ]);
    expect(calls).toEqual([true]);
    expect(turns.values.map(({ id }) => id)).toEqual(['t']);
    expect(diagnostics.values.map(({ kind }) => kind)).toEqual(['json']);
    expect(watch(client.ready$).end()).toBe('complete');
  });

  test('diagnostics of the start itself wait for a subscriber too', async () => {
    const { client } = memoryCodex({
      answers: { initialize: initializeResult('0.1.2') },
      debug: () => {
        throw new Error('broken hook');
      },
    });
    const diagnostics = watch(client.diagnostics$);
    expect(diagnostics.values).toEqual([]);
    await settled();
    expect(diagnostics.values.map(({ kind }) => kind)).toEqual(['hook', 'version']);
    expect(diagnostics.values[1]!.message).toContain('0.1.2');
  });

  test('a server that stays silent until then is delivered synchronously from then on', () => {
    const { client, say } = memoryCodex();
    const messages = watch(client.messages$);
    say(warning('now', null));
    expect(messages.values).toHaveLength(1);
  });
});

test('turns$ has each turn when it is first known to run, whoever started it; late subscribers get later ones', () => {
  const { client, say } = memoryCodex();
  const turns = watch(client.turns$);
  say(turnStarted(), configWarning('harmless'), turnCompleted());
  const late = watch(client.turns$);
  say(turnStarted({ turnId: 'u' }), turnStarted({ turnId: 'u' }));
  expect(turns.values.map(({ id, threadId }) => [id, threadId])).toEqual([
    ['t', 'thread'],
    ['u', 'thread'],
  ]);
  expect(late.values.map(({ id }) => id)).toEqual(['u']);
  expect(watch(turns.values[0]!.events$).values).toHaveLength(2);
});

test('notify sends at once and settles with the write', async () => {
  const { client, sent } = memoryCodex();
  await expect(client.notify('some/notification', { a: 1 })).resolves.toBeUndefined();
  await client.notify('bare');
  expect(sent.slice(2)).toEqual([{ method: 'some/notification', params: { a: 1 } }, { method: 'bare' }]);
  await expect(client.notify('bad', { n: 1n })).rejects.toMatchObject({ name: 'CodexEncodeError' });
  const connecting = createCodexClient(transportOf(() => NEVER));
  await expect(connecting.notify('early')).rejects.toMatchObject({
    name: 'CodexTransportError',
    outcome: 'not-sent',
  });
  await client.close();
  await expect(client.notify('late')).rejects.toMatchObject({
    name: 'CodexClosedError',
    outcome: 'not-sent',
  });
});
