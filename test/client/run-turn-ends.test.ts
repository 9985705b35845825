import { map, NEVER, take, throwError } from 'rxjs';
import { agentMessageItem } from '../../lib/testing/messages/items';
import { itemCompleted } from '../../lib/testing/messages/item-messages';
import { turnStartResult } from '../../lib/testing/messages/results';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { CodexTransportError } from '../../lib/errors/codex-transport-error';
import { delta } from '../../lib/testing';
import { withThread, type MarbleThread } from '../support/marble-thread';
import { memoryCodex, watch } from '../support/memory-codex';

const messages = {
  s: turnStarted(),
  d: delta('x'),
  m: itemCompleted(agentMessageItem('message', 'said')),
  c: turnCompleted(),
  i: turnCompleted({ status: 'interrupted' }),
  f: turnCompleted({ error: { message: 'out of tokens' } }),
};
const answer = turnStartResult();

describe('ends', () => {
  test('a deadline interrupts the turn, by what it is then, and errors', () =>
    withThread({}, ({ thread, server, interrupts$ }, { expectObservable }) => {
      server.plays('--s', messages);
      const late = expect.objectContaining({
        name: 'CodexTimeoutError',
        subject: 'The turn on thread thread',
        timeout: 5,
      });
      expectObservable(thread.run('hi', {}, { timeout: 5 })).toBe('-----#', undefined, late);
      expectObservable(interrupts$).toBe('-----t');
    }));

  test('a deadline counts from the write: what waits in the queue is not late', () =>
    withThread(
      { maxInFlight: 1, answers: { 'thread/loaded/list': NEVER } },
      ({ client, thread }, { expectObservable }) => {
        client.request('thread/loaded/list', {}, { timeout: Infinity }).subscribe();
        expectObservable(thread.run('hi', {}, { timeout: 5 }), '----------!').toBe('-');
      },
    ));

  test('a deadline that is met does nothing, nor does one beyond all timers', () =>
    withThread({}, ({ thread, server, interrupts$ }, { expectObservable }) => {
      server.plays('--s-c', messages);
      expectObservable(thread.run('hi', {}, { timeout: 5 }).pipe(map(({ status }) => status))).toBe(
        '----(c|)',
        { c: 'completed' },
      );
      expectObservable(interrupts$).toBe('-');
    }));

  test('no deadline at all can be written as Infinity', () => {
    jest.useFakeTimers();
    try {
      const { client, methods } = memoryCodex();
      const run = watch(watch(client.startThread()).values[0]!.run('hi', {}, { timeout: Infinity }));
      jest.advanceTimersByTime(60_000);
      expect(run.end()).toBeUndefined();
      expect(methods()).not.toContain('turn/interrupt');
      run.unsubscribe();
    } finally {
      jest.useRealTimers();
    }
  });

  test('a signal interrupts the turn and errors with its reason; aborted before, nothing is sent', () =>
    withThread({}, ({ thread, server, scheduler, interrupts$ }, { expectObservable, flush }) => {
      const [controller, reason] = [new AbortController(), new Error('enough')];
      scheduler.schedule(() => controller.abort(reason), 4);
      server.plays('--s', messages);
      expectObservable(thread.run('hi', {}, { signal: controller.signal })).toBe('----#', undefined, reason);
      expectObservable(thread.run('hi', {}, { signal: AbortSignal.abort(reason) })).toBe(
        '#',
        undefined,
        reason,
      );
      expectObservable(interrupts$).toBe('----t');
      flush();
      expect(server.sent.filter(({ method }) => method === 'turn/start')).toHaveLength(1);
    }));

  test.each<[string, (all: MarbleThread) => void, string]>([
    [
      'a refused start',
      ({ server }) =>
        server.answers(
          'turn/start',
          throwError(() => ({ code: -32600, message: 'no' })),
        ),
      'CodexRequestError',
    ],
    [
      'the loss of the connection',
      ({ server }) => server.plays('#', {}, new CodexTransportError('gone')),
      'CodexTransportError',
    ],
  ])('%s errors, and nothing more is sent', (_, fail, name) =>
    withThread({}, (all, { expectObservable, flush }) => {
      fail(all);
      expectObservable(all.thread.run('hi')).toBe('#', undefined, expect.objectContaining({ name }));
      flush();
      expect(all.server.sent.map(({ method }) => method).slice(2)).toEqual(['thread/start', 'turn/start']);
    }),
  );

  test.each<[string, (all: MarbleThread) => void, string, string]>([
    [
      'an answer that does not decode',
      ({ server }) => server.answers('turn/start', { turn: 1 }),
      '#',
      'CodexDecodeError',
    ],
    ['no answer in time', ({ server }) => server.answers('turn/start', NEVER), '1m #', 'CodexTimeoutError'],
  ])('%s errors, and what may have been started is interrupted', (_, fail, expected, name) =>
    withThread({}, (all, { expectObservable, flush }) => {
      fail(all);
      expectObservable(all.thread.run('hi')).toBe(expected, undefined, expect.objectContaining({ name }));
      flush();
      expect(all.server.sent.slice(3).map(({ method, params }) => [method, params])).toEqual([
        ['turn/start', expect.anything()],
        ['turn/interrupt', { threadId: 'thread', turnId: '' }],
      ]);
    }),
  );

  test('the loss in the middle of the turn says that its outcome is unknown', () =>
    withThread({}, ({ thread, server }, { expectObservable }) => {
      server.plays('-s-d-#', messages, new CodexTransportError('gone'));
      const lost = expect.objectContaining({ shortMessage: 'gone', subject: 'turn t', outcome: 'unknown' });
      expectObservable(thread.run('hi')).toBe('-----#', undefined, lost);
    }));

  test('a turn that completed before its answer came is a result all the same', () =>
    withThread({}, ({ thread, server }, { cold, expectObservable }) => {
      server.answers('turn/start', cold('-----a', { a: answer }));
      server.plays('-s-c', messages);
      expectObservable(thread.run('hi').pipe(map(({ status }) => status))).toBe('-----(c|)', {
        c: 'completed',
      });
    }));

  test('a subscriber that leaves on the value itself interrupts nothing', () => {
    const { client, say, methods } = memoryCodex();
    const first = watch(watch(client.startThread()).values[0]!.run('hi').pipe(take(1)));
    say(turnStarted(), turnCompleted());
    expect(first.values).toHaveLength(1);
    expect(methods()).not.toContain('turn/interrupt');
  });
});

test('a subscriber that leaves while others hear of the end interrupts nothing either', () => {
  const { client, say, methods } = memoryCodex();
  const [thread] = watch(client.startThread()).values;
  client.turn('t').events$.subscribe(({ method }) => {
    if (method === 'turn/completed') run.unsubscribe();
  });
  const run = watch(thread!.run('hi'));
  say(turnStarted(), turnCompleted());
  expect(run.values).toEqual([]);
  expect(methods()).not.toContain('turn/interrupt');
});
