import { NEVER, of, Subject, throwError } from 'rxjs';
import { initializeResult } from '../../lib/testing/messages/results';
import { memoryCodex, watch, type MemoryCodexOptions } from '../support/memory-codex';

test('initialize, initialized, then what waited, in order', () => {
  const answer$ = new Subject<unknown>();
  const { client, sent } = memoryCodex({
    experimentalApi: false,
    optOutNotificationMethods: ['skills/changed'],
    clientInfo: { name: 'me', title: 'Me', version: '1' },
    answers: { initialize: () => answer$ },
  });
  const status = watch(client.status$);
  const ready = watch(client.ready$);
  const early = [watch(client.request('thread/loaded/list', {})), watch(client.startThread())];
  expect(sent).toEqual([
    {
      id: expect.any(Number),
      method: 'initialize',
      params: {
        clientInfo: { name: 'me', title: 'Me', version: '1' },
        capabilities: { experimentalApi: false, optOutNotificationMethods: ['skills/changed'] },
      },
    },
  ]);
  expect(status.values).toEqual([{ status: 'connecting' }]);
  answer$.next(initializeResult());
  expect(sent.slice(1)).toMatchObject([
    { method: 'initialized' },
    { method: 'thread/loaded/list' },
    { method: 'thread/start' },
  ]);
  expect(sent[1]).not.toHaveProperty('id');
  expect(status.values).toEqual([{ status: 'connecting' }, { status: 'ready' }]);
  expect(ready).toMatchObject({ values: [{ version: '0.169.0', codexHome: '/fake/codex-home' }] });
  expect(ready.end()).toBe('complete');
  expect(early[1]!.values).toHaveLength(1);
  expect(watch(client.ready$).values).toEqual(ready.values);
});

test.each([
  [
    'refused',
    throwError(() => ({ code: -32600, message: 'Invalid clientInfo.name' })),
    { name: 'CodexRequestError', code: -32600 },
  ],
  ['not an app-server', of({ hello: 'world' }), { name: 'CodexProtocolError' }],
  ['no object', of(null), { name: 'CodexProtocolError' }],
])('%s: ready$ errors, everything settles, the connection is closed', (_, answer$, error) => {
  const { client, transport, sent } = memoryCodex({ answers: { initialize: () => answer$ } });
  expect(watch(client.ready$).end()).toMatchObject({ error });
  expect(watch(client.status$).values).toMatchObject([{ status: 'closed', error }]);
  expect(watch(client.startThread()).end()).toMatchObject({
    error: { name: 'CodexTransportError', outcome: 'not-sent' },
  });
  expect(transport.connections()).toBe(0);
  expect(sent.map(({ method }) => method)).toEqual(['initialize']);
});

test.each([5_000, Infinity])(
  'a server that never answers it: timeout of requestTimeout %p ms',
  (requestTimeout) => {
    jest.useFakeTimers();
    try {
      const { client } = memoryCodex({ requestTimeout, answers: { initialize: () => NEVER } });
      const ready = watch(client.ready$);
      const queued = watch(client.request('thread/loaded/list', {}));
      jest.advanceTimersByTime(4_999);
      expect(ready.end()).toBeUndefined();
      jest.advanceTimersByTime(2);
      const timedOut = { error: { name: 'CodexTimeoutError', subject: 'initialize' } };
      if (requestTimeout === Infinity) expect(ready.end()).toBeUndefined();
      else {
        expect(ready.end()).toMatchObject(timedOut);
        expect(queued.end()).toMatchObject({
          error: { outcome: 'not-sent', cause: { cause: { name: 'CodexTimeoutError' } } },
        });
      }
    } finally {
      jest.useRealTimers();
    }
  },
);

test('declares what it is told to, and that it attests where it has a handler for that', () => {
  const declared = (options: MemoryCodexOptions): unknown =>
    (memoryCodex(options).paramsOf('initialize')[0] as { readonly capabilities: unknown }).capabilities;
  const attests = { 'attestation/generate': () => ({ token: 't' }) };
  expect(declared({})).toEqual({ experimentalApi: true });
  expect(declared({ handlers: attests })).toEqual({ experimentalApi: true, requestAttestation: true });
  expect(
    declared({
      handlers: attests,
      capabilities: { requestAttestation: false, requiredHumanApproval: true },
    }),
  ).toEqual({ experimentalApi: true, requestAttestation: false, requiredHumanApproval: true });
});
