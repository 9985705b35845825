import { delay, map, NEVER, of, Subject, switchMap } from 'rxjs';
import { turnStartResult } from '../../lib/testing/messages/results';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { delta } from '../../lib/testing';
import type { CodexThread } from '../../lib/client/codex-thread';
import { withThread } from '../support/marble-thread';
import { memoryCodex, watch, type MemoryCodex } from '../support/memory-codex';

const threadOf = ({ client }: MemoryCodex): CodexThread => watch(client.startThread()).values[0]!;
const messages = { s: turnStarted(), d: delta('x'), c: turnCompleted() };

test('startTurn emits the handle when the answer names the turn, and completes', () =>
  withThread({}, ({ thread, server }, { cold, expectObservable }) => {
    server.answers('turn/start', cold('---a', { a: turnStartResult() }));
    const named$ = thread.startTurn('hi').pipe(map(({ id, threadId }) => `${id} of ${threadId}`));
    expectObservable(named$).toBe('---(t|)', { t: 't of thread' });
  }));

test('events are kept for whoever comes later, also those that came before the answer', () =>
  withThread({}, ({ thread, server }, { cold, expectObservable }) => {
    server.answers('turn/start', cold('----a', { a: turnStartResult() }));
    server.plays('                   -sd------------d--c', messages);
    const later$ = thread.startTurn('hi').pipe(
      delay(6),
      switchMap(({ events$ }) => events$),
    );
    const names = { s: 'turn/started', d: 'item/agentMessage/delta', c: 'turn/completed' };
    expectObservable(later$.pipe(map(({ method }) => method))).toBe('----------(sd)-d--(c|)', names);
  }));

test('it never interrupts, whenever it is unsubscribed', () =>
  withThread({}, ({ thread, server, interrupts$ }, { cold, expectObservable, flush }) => {
    server.answers('turn/start', cold('---a', { a: turnStartResult() }));
    server.plays('-----s', messages);
    expectObservable(thread.startTurn('hi'), '^-!').toBe('---');
    expectObservable(thread.startTurn('hi').pipe(switchMap(({ events$ }) => events$)), '^-------!');
    expectObservable(interrupts$).toBe('-');
    flush();
    expect(server.sent.filter(({ method }) => method === 'turn/start')).toHaveLength(2);
  }));

test('unsubscribed before the write: nothing is sent', () => {
  const memory = memoryCodex({ maxInFlight: 1, answers: { 'thread/loaded/list': NEVER } });
  const thread = threadOf(memory);
  watch(memory.client.request('thread/loaded/list', {}));
  watch(thread.startTurn('hi')).unsubscribe();
  watch(thread.startTurn('hi', {}, { signal: AbortSignal.abort() }));
  expect(memory.methods()).toEqual(['thread/start', 'thread/loaded/list']);
});

test('params and input go out as they were given; a list of items as it is', () => {
  const memory = memoryCodex();
  const items = [{ type: 'text', text: 'a', text_elements: [] }] as const;
  watch(threadOf(memory).startTurn(items, { model: 'm', effort: 'high' }));
  expect(memory.paramsOf('turn/start')).toEqual([
    { threadId: 'thread', input: items, model: 'm', effort: 'high' },
  ]);
});

test('a refusal errors it and leaves the thread free', () => {
  const memory = memoryCodex();
  const thread = threadOf(memory);
  memory.answers('turn/start', () => {
    throw new Error('no');
  });
  expect(watch(thread.startTurn('hi')).end()).toMatchObject({ error: { name: 'CodexRequestError' } });
  memory.answers('turn/start', NEVER);
  watch(thread.run('hi')).unsubscribe();
  expect(memory.paramsOf('turn/interrupt')).toEqual([{ threadId: 'thread', turnId: '' }]);
});

test('a signal that aborts behind the write errors with its reason; the turn goes on and is known', () => {
  const memory = memoryCodex();
  const [controller, reason, answer$] = [new AbortController(), new Error('enough'), new Subject<unknown>()];
  memory.answers('turn/start', answer$);
  const turns = watch(memory.client.turns$);
  const thread = threadOf(memory);
  const started = watch(thread.startTurn('hi', {}, { signal: controller.signal }));
  controller.abort(reason);
  expect(started.end()).toEqual({ error: reason });
  // Nothing is interrupted, and the thread stays busy: what comes now steers.
  watch(thread.run('more')).unsubscribe();
  expect(memory.paramsOf('turn/interrupt')).toEqual([]);
  answer$.next(turnStartResult());
  expect(turns.values.map(({ id }) => id)).toEqual(['t']);
  expect(memory.diagnostics).toEqual([]);
});

describe('what runs on the thread when it is written decides whether it steers', () => {
  /** Whether dropping a run that is started now would interrupt something: it does not if it steers. */
  const steers = (memory: MemoryCodex, thread: CodexThread): boolean => {
    const before = memory.paramsOf('turn/interrupt').length;
    memory.answers('turn/start', NEVER);
    watch(thread.run('probe')).unsubscribe();
    return memory.paramsOf('turn/interrupt').length === before;
  };

  test.each<[string, (memory: MemoryCodex, thread: CodexThread) => void, boolean]>([
    ['nothing', () => undefined, false],
    ['a turn of this client', (_, thread) => watch(thread.startTurn('hi')), true],
    ['a turn of somebody else', ({ say }) => say(turnStarted({ turnId: 'foreign' })), true],
    [
      'a start that is unanswered',
      ({ answers }, thread) => {
        answers('turn/start', NEVER);
        watch(thread.startTurn('hi'));
      },
      true,
    ],
    ['a start that waits for its place', () => undefined, false],
    ['a turn that has ended', ({ say }) => say(turnStarted(), turnCompleted()), false],
    ['a turn of another thread', ({ say }) => say(turnStarted({ threadId: 'other' })), false],
    [
      'a turn that was dropped by its run',
      ({ say }, thread) => {
        const run = watch(thread.run('hi'));
        say(turnStarted());
        run.unsubscribe();
      },
      false,
    ],
    [
      'a turn whose handle was asked to interrupt it',
      ({ say }, thread) => {
        const [turn] = watch(thread.startTurn('hi')).values;
        say(turnStarted());
        watch(turn!.interrupt());
      },
      false,
    ],
    [
      'a turn that was interrupted before it had started',
      (_, thread) => {
        watch(watch(thread.startTurn('hi')).values[0]!.interrupt());
      },
      false,
    ],
    [
      'a start that was dropped unanswered, its turn under way',
      ({ say, answers }, thread) => {
        answers('turn/start', NEVER);
        watch(thread.run('hi')).unsubscribe();
        say(turnStarted());
      },
      false,
    ],
    [
      'a turn of another that an interrupt could not name yet',
      ({ say, answers, client }) => {
        say({
          method: 'item/started',
          params: {
            threadId: 'thread',
            turnId: 'u',
            startedAtMs: 1,
            item: { type: 'reasoning', id: 'r', summary: [], content: [] },
          },
        });
        answers('turn/interrupt', NEVER);
        watch(client.turn('u').interrupt());
      },
      true,
    ],
    [
      'the turn after one that was dropped',
      ({ say, answers }, thread) => {
        const run = watch(thread.run('hi'));
        say(turnStarted());
        run.unsubscribe();
        answers('turn/start', turnStartResult({ turnId: 'next' }));
        watch(thread.startTurn('hi'));
        say(turnCompleted({ status: 'interrupted' }));
      },
      true,
    ],
  ])('%s', (_, before, expected) => {
    const memory = memoryCodex();
    const thread = threadOf(memory);
    before(memory, thread);
    expect(steers(memory, thread)).toBe(expected);
  });

  test('a turn whose end was on its way: what was taken for steering is a turn of its own', () => {
    const memory = memoryCodex();
    const thread = threadOf(memory);
    watch(thread.startTurn('a'));
    memory.say(turnStarted());
    const answer$ = new Subject<unknown>();
    memory.answers('turn/start', () => answer$);
    const run = watch(thread.run('b'));
    memory.say(turnCompleted());
    answer$.next(turnStartResult({ turnId: 'u' }));
    memory.say(turnStarted({ turnId: 'u' }));
    run.unsubscribe();
    expect(memory.paramsOf('turn/interrupt')).toEqual([{ threadId: 'thread', turnId: 'u' }]);
  });

  test('two handles of one turn, when it was steered', () => {
    const memory = memoryCodex();
    const thread = threadOf(memory);
    const [first, second] = [
      watch(thread.startTurn('a')).values[0]!,
      watch(thread.startTurn('b')).values[0]!,
    ];
    const results = [watch(first.result$), watch(second.result$)];
    memory.say(turnStarted(), turnCompleted());
    expect(results.map(({ values }) => values)).toEqual([results[0]!.values, results[0]!.values]);
    expect(results[0]!.values).toMatchObject([{ id: 't', status: 'completed' }]);
  });

  test('a start that was thrown back leaves the answer of the interrupted one to itself', () =>
    withThread({}, ({ thread, server, interrupts$ }, { cold, expectObservable }) => {
      const starts = [cold('--a', { a: turnStartResult() }), of(turnStartResult({ turnId: 'u' }))];
      server.answers('turn/start', () => starts.shift());
      expectObservable(thread.run('one'), '^!');
      expectObservable(thread.run('two'), '---^----!');
      expectObservable(interrupts$).toBe('-e------e', { e: '' });
    }));
});
