import { NEVER, of, throwError } from 'rxjs';
import { CodexOptionsError } from '../../lib/errors/codex-options-error';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import type { Connection } from '../../lib/transport/transport';
import { watch } from '../support/memory-codex';
import { info, setUp, started } from '../support/lifecycle';

test('connecting, ready, closed: the current value first, the last to late subscribers', async () => {
  const { lifecycle, connected$, connection, handshake$ } = setUp();
  lifecycle.start();
  const [early, ready] = [watch(lifecycle.status$), watch(lifecycle.ready$)];
  connected$.next(connection);
  handshake$.next(info);
  const late = watch(lifecycle.status$);
  expect(late.values).toEqual([{ status: 'ready' }]);
  expect(ready.values).toEqual([info]);
  expect(ready.end()).toBe('complete');
  expect(watch(lifecycle.ready$).values).toEqual([info]);
  await lifecycle.close(async () => undefined);
  expect(early.values).toEqual([{ status: 'connecting' }, { status: 'ready' }, { status: 'closed' }]);
  expect([early, late].map(({ end }) => end())).toEqual(['complete', 'complete']);
  expect(watch(lifecycle.status$).values).toEqual([{ status: 'closed' }]);
});

test('texts and diagnostics of the connection are passed on, texts are written', async () => {
  const { lifecycle, log, incoming$, diagnostics$ } = started();
  incoming$.next('hello');
  diagnostics$.next({ kind: 'framing', message: 'odd' });
  await lifecycle.write('out');
  expect(log).toEqual(['connect', 'receive hello', 'report odd', 'send out']);
});

const lost = new CodexTransportError('gone');
const plain = new Error('plain');

test.each<[string, (all: ReturnType<typeof started>) => void, unknown, string]>([
  ['the connection errors', ({ incoming$ }) => incoming$.error(lost), lost, 'gone'],
  [
    'it errors with something else',
    ({ incoming$ }) => incoming$.error(plain),
    plain,
    'The connection failed: plain',
  ],
  [
    'it errors with nothing',
    ({ incoming$ }) => incoming$.error(undefined),
    expect.any(CodexTransportError),
    'The connection failed: undefined',
  ],
  [
    'it completes unasked',
    ({ incoming$ }) => incoming$.complete(),
    expect.any(CodexTransportError),
    'The connection ended without a reason given.',
  ],
  ['the handshake fails', ({ handshake$ }) => handshake$.error(plain), plain, 'The connection failed: plain'],
  ['the transport errors later', ({ connected$ }) => connected$.error(lost), lost, 'gone'],
])(
  '%s: one loss, ready$ and status$ carry the cause, the connection is closed',
  async (_, fail, cause, said) => {
    const all = started();
    const [ready, status] = [watch(all.lifecycle.ready$), watch(all.lifecycle.status$)];
    fail(all);
    expect(all.losses.map(({ shortMessage }) => shortMessage)).toEqual([said]);
    expect(ready.end()).toEqual({ error: cause });
    expect(status.values.at(-1)).toEqual({ status: 'closed', error: cause });
    expect(all.log).toEqual(expect.arrayContaining(['close', 'give up']));
    await expect(all.lifecycle.write('late')).rejects.toMatchObject({
      shortMessage: said,
      outcome: 'not-sent',
    });
    await all.lifecycle.close(async () => undefined);
    expect(all.losses).toHaveLength(1);
    expect(watch(all.lifecycle.status$).values).toEqual([{ status: 'closed', error: cause }]);
  },
);

test('a loss after ready$ leaves ready$ as it was, and settles before status$ says so', () => {
  const order: string[] = [];
  const { lifecycle, handshake$, incoming$ } = started({ onEnd: () => order.push('settled') });
  handshake$.next(info);
  lifecycle.status$.subscribe(({ status }) => order.push(status));
  incoming$.error(lost);
  expect(watch(lifecycle.ready$).values).toEqual([info]);
  expect(order).toEqual(['ready', 'settled', 'closed']);
});

test('a failed check starts no transport', () => {
  const error = new CodexOptionsError('wrong');
  const { lifecycle, log, losses } = setUp({
    check: () => {
      throw error;
    },
  });
  lifecycle.start();
  expect(watch(lifecycle.ready$).end()).toEqual({ error });
  expect(log).toEqual([]);
  expect(losses).toHaveLength(1);
});

test('a transport that completes without a connection settles; one that completes behind it goes on', () => {
  const without = setUp();
  without.lifecycle.start();
  without.connected$.complete();
  expect(without.losses).toHaveLength(1);
  const behind = started();
  behind.connected$.complete();
  expect(behind.losses).toHaveLength(0);
});

test('a connection that is broken from the start does not leave the client hanging', () => {
  const { lifecycle, connected$, connection } = setUp();
  lifecycle.start();
  connected$.next({ ...connection, incoming$: throwError(() => lost) });
  expect(watch(lifecycle.status$).values).toEqual([{ status: 'closed', error: lost }]);
  const other = setUp();
  other.lifecycle.start();
  other.connected$.next(undefined as never);
  expect(watch(other.lifecycle.ready$).end()).toEqual({ error: expect.any(TypeError) });
});

test('a handshake that answers after the end changes nothing', () => {
  const { lifecycle, incoming$, handshake$ } = started();
  const status = watch(lifecycle.status$);
  incoming$.error(lost);
  handshake$.next(info);
  expect(status.values.map(({ status: value }) => value)).toEqual(['connecting', 'closed']);
});

test('a connection without diagnostics, from a transport that emits at once', () => {
  const done = async (): Promise<void> => undefined;
  const connection: Connection = { incoming$: NEVER, send: done, close: done, info: { transport: 'bare' } };
  const { lifecycle, handshake$ } = setUp({ transport: { connect: () => of(connection) } });
  lifecycle.start();
  handshake$.next(info);
  expect(watch(lifecycle.status$).values).toEqual([{ status: 'ready' }]);
});
