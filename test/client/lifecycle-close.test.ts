import { CodexClosedError } from '../../lib/errors/codex-closed-error';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import { settled, watch } from '../support/memory-codex';
import { setUp, started } from '../support/lifecycle';

const lost = new CodexTransportError('gone');

test('waits for what has to be finished, closes, and everything open gets CodexClosedError', async () => {
  const { lifecycle, log, losses } = started();
  let finish: (() => void) | undefined;
  const closing = lifecycle.close(() => new Promise((resolve) => (finish = resolve)));
  expect(lifecycle.closing()).toBe(true);
  expect(log).toEqual(['connect']);
  await lifecycle.write('still possible');
  finish!();
  await closing;
  expect(log).toEqual(['connect', 'send still possible', 'close', 'give up']);
  expect(losses).toEqual([expect.any(CodexClosedError)]);
  expect(watch(lifecycle.ready$).end()).toEqual({ error: expect.any(CodexClosedError) });
  await expect(lifecycle.write('late')).rejects.toMatchObject({
    name: 'CodexClosedError',
    outcome: 'not-sent',
  });
});

test('twice at once is one, and later ones are done', async () => {
  const { lifecycle, log } = started();
  const finish = jest.fn(async () => undefined);
  const first = lifecycle.close(finish);
  expect(lifecycle.close(finish)).toBe(first);
  await first;
  await lifecycle.close(finish);
  expect(finish).toHaveBeenCalledTimes(1);
  expect(log.filter((line) => line === 'close')).toHaveLength(1);
});

test('while connecting gives the attempt up at once, with nothing to finish', async () => {
  const { lifecycle, log, connected$, losses } = setUp();
  const finish = jest.fn(async () => undefined);
  lifecycle.start();
  const closing = lifecycle.close(finish);
  expect(log).toEqual(['connect', 'give up']);
  expect(connected$.observed).toBe(false);
  await closing;
  expect(finish).not.toHaveBeenCalled();
  expect(losses).toHaveLength(1);
});

test('a connection lost while closing is closed all the same', async () => {
  const { lifecycle, incoming$, losses } = started();
  const closing = lifecycle.close(async () => incoming$.error(lost));
  await closing;
  expect(losses).toEqual([expect.any(CodexClosedError)]);
  expect(watch(lifecycle.status$).values).toEqual([{ status: 'closed' }]);
});

test('before start there is nothing to close', async () => {
  const { lifecycle, log, losses } = setUp();
  await lifecycle.close(async () => undefined);
  expect(log).toEqual([]);
  expect(losses).toHaveLength(1);
});

test.each([
  ['rejects', () => Promise.reject(new Error('cannot'))],
  [
    'throws',
    () => {
      throw new Error('cannot');
    },
  ],
])('a connection whose close %s ends all the same, without an unhandled rejection', async (_, close) => {
  for (const end of ['close', 'lose'] as const) {
    const { lifecycle, connected$, connection, incoming$, losses } = setUp();
    lifecycle.start();
    connected$.next({ ...connection, close });
    if (end === 'lose') incoming$.error(lost);
    else await expect(lifecycle.close(async () => undefined)).resolves.toBeUndefined();
    await settled();
    expect(losses).toHaveLength(1);
  }
});
