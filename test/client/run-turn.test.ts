import { concat, concatMap, expand, map, NEVER, of, switchMap, take, type Observable } from 'rxjs';
import { agentMessageItem } from '../../lib/testing/messages/items';
import { itemCompleted } from '../../lib/testing/messages/item-messages';
import { turnStartResult } from '../../lib/testing/messages/results';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import type { RunOptions } from '../../lib/client/run-turn';
import { delta } from '../../lib/testing';
import { withThread } from '../support/marble-thread';
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

test.each([
  ['completed', '-s-d-m-c', { status: 'completed', finalResponse: 'said', error: null }],
  ['interrupted', '-s-d---i', { status: 'interrupted', finalResponse: null, error: null }],
  [
    'failed',
    '   -s-d---f',
    { status: 'failed', error: expect.objectContaining({ message: 'out of tokens' }) },
  ],
])('%s turns are values, when turn/completed comes', (_, marbles, expected) =>
  withThread({}, ({ thread, server, interrupts$ }, { expectObservable }) => {
    server.plays(marbles, messages);
    const result = expect.objectContaining({ id: 't', threadId: 'thread', ...expected });
    expectObservable(thread.run('hi')).toBe('-------(r|)', { r: result });
    expectObservable(interrupts$).toBe('-');
  }),
);

test('cold: each subscription starts a turn of its own, with the input and params it was given', () => {
  const { client, paramsOf } = memoryCodex();
  const [thread] = watch(client.startThread()).values;
  const run$ = thread!.run('hi', { model: 'm' });
  expect(paramsOf('turn/start')).toEqual([]);
  watch(run$);
  expect(paramsOf('turn/start')).toEqual([
    { threadId: 'thread', model: 'm', input: [{ type: 'text', text: 'hi', text_elements: [] }] },
  ]);
  watch(run$);
  expect(paramsOf('turn/start')).toHaveLength(2);
});

describe('unsubscribing', () => {
  type Case = [
    name: string,
    answersAt: string,
    plays: string,
    unsubscribe: string,
    interrupts: string,
    options: RunOptions,
  ];
  test.each<Case>([
    ['written and unanswered: whatever runs', '------', '-----s', '^--!', '---e', {}],
    ['answered, not started: whatever runs', '  -a', '-----s', '^--!', '---e', {}],
    ['started before the answer: by id once the answer has named it', '---a', '-s', '^---!', '----t', {}],
    ['started before the answer, which has not come: by id', '-----a', '-s', '^--!', '---t', {}],
    ['started: by id', '-a', '--s', '^---!', '----t', {}],
    ['in the middle: by id', '-a', '--s-d-d', '^----!', '-----t', {}],
    ['ended: nothing', '-a', '--s-c', '^-----!', '-', {}],
    ['detached, unanswered: nothing', '------', '-----s', '^--!', '-', { detached: true }],
    ['detached, started: nothing', '-a', '--s-d-d', '^----!', '-', { detached: true }],
  ])('%s', (_, answersAt, plays, unsubscribe, interrupts, options) =>
    withThread({}, ({ thread, server, interrupts$ }, { cold, expectObservable, flush }) => {
      server.answers('turn/start', cold(answersAt, { a: answer }));
      server.plays(plays, messages);
      expectObservable(thread.run('hi', {}, options).pipe(map(({ status }) => status)), unsubscribe);
      expectObservable(interrupts$).toBe(interrupts, { e: '', t: 't' });
      flush();
      expect(server.sent.filter(({ method }) => method === 'turn/interrupt').length).toBeLessThanOrEqual(1);
    }),
  );

  test('before the request is written: nothing is sent at all, detached or not', () =>
    withThread(
      { maxInFlight: 1, answers: { 'thread/loaded/list': NEVER } },
      ({ client, thread, server }, { expectObservable, flush }) => {
        client.request('thread/loaded/list', {}, { timeout: 5 }).subscribe({ error: () => undefined });
        for (const detached of [false, true])
          expectObservable(thread.run('hi', {}, { detached }), '^-!').toBe('---');
        flush();
        expect(server.sent.map(({ method }) => method)).toEqual([
          'initialize',
          'initialized',
          'thread/start',
          'thread/loaded/list',
        ]);
      },
    ));

  test('in the tick of subscribing: the interrupt is behind the start on the wire', () => {
    const { client, methods, paramsOf } = memoryCodex({ answers: { 'turn/start': NEVER } });
    watch(watch(client.startThread()).values[0]!.run('hi')).unsubscribe();
    expect(methods().slice(1)).toEqual(['turn/start', 'turn/interrupt']);
    expect(paramsOf('turn/interrupt')).toEqual([{ threadId: 'thread', turnId: '' }]);
  });

  test('steered: nothing, whether the other turn was started here or elsewhere', () =>
    withThread({}, ({ thread, server, interrupts$, client }, { expectObservable }) => {
      expectObservable(client.turns$.pipe(map(({ id }) => id))).toBe('t');
      const first$ = thread.run('first');
      server.plays('-s-d-d-c', messages);
      expectObservable(first$.pipe(map(({ status }) => status))).toBe('-------(c|)', { c: 'completed' });
      expectObservable(thread.run('second'), '--^--!').toBe('------');
      expectObservable(thread.run('third').pipe(map(({ id }) => id)), '--^').toBe('-------(t|)');
      expectObservable(interrupts$).toBe('-');
    }));

  test('steered while the first start was unanswered: nothing', () =>
    withThread({ answers: { 'turn/start': NEVER } }, ({ thread, interrupts$ }, { expectObservable }) => {
      expectObservable(thread.run('first', {}, { detached: true }), '^------!');
      expectObservable(thread.run('second'), '-^-!');
      expectObservable(interrupts$).toBe('-');
    }));
});

test('a loop of expand and take starts no more turns than it takes', () => {
  const { client, say, paramsOf, answers } = memoryCodex();
  const [thread] = watch(client.startThread()).values;
  let turns = 0;
  answers('turn/start', () => turnStartResult({ turnId: `t${(turns += 1)}` }));
  const loop = watch(
    thread!.run('1').pipe(
      expand(({ id }) => thread!.run(`after ${id}`)),
      take(3),
    ),
  );
  for (const turnId of ['t1', 't2', 't3']) say(turnStarted({ turnId }), turnCompleted({ turnId }));
  expect(loop.values.map(({ id }) => id)).toEqual(['t1', 't2', 't3']);
  expect(loop.end()).toBe('complete');
  expect(paramsOf('turn/start')).toHaveLength(3);
});

describe('the next run on the thread', () => {
  const next = (n: number) => turnStartResult({ turnId: `t${n}` });

  test.each<[string, string, string]>([
    ['unanswered', '-----', '-'],
    ['answered', '-a', '-'],
    ['started', '-a', '--s'],
    ['started before the answer', '----a', '--s'],
  ])(
    'of a switchMap starts a turn of its own and is interrupted in its turn; the one before was %s',
    (_, answersAt, plays) =>
      withThread({}, ({ thread, server, interrupts$ }, { cold, hot, expectObservable, flush }) => {
        const starts: Observable<unknown>[] = [cold(answersAt, { a: answer }), of(next(2)), of(next(3))];
        server.answers('turn/start', () => starts.shift());
        server.plays(plays, messages);
        server.plays('------------s', { s: turnStarted({ turnId: 't3' }) });
        const prompts$ = hot('   a--b--c');
        const run$ = prompts$.pipe(
          switchMap((prompt) => thread.run(prompt)),
          map(({ id }) => id),
        );
        expectObservable(run$, '^--------------!');
        expectObservable(interrupts$).toBe('---x--y--------z', {
          x: plays === '--s' ? 't' : '',
          y: '',
          z: 't3',
        });
        flush();
      }),
  );

  test('in reaction to the end of the one before: it is no steering, and is interrupted when it is dropped', () => {
    const { client, say, answers, paramsOf } = memoryCodex();
    const [thread] = watch(client.startThread()).values;
    const operators = [
      concat(thread!.run('a'), thread!.run('b')),
      thread!.run('a').pipe(concatMap(() => thread!.run('b'))),
      thread!.run('a').pipe(
        take(1),
        switchMap(() => thread!.run('b')),
      ),
    ];
    operators.forEach((both$, i) => {
      const [a, b] = [`a${i}`, `b${i}`];
      answers('turn/start', turnStartResult({ turnId: a }));
      const both = watch(both$);
      answers('turn/start', turnStartResult({ turnId: b }));
      say(turnStarted({ turnId: a }), turnCompleted({ turnId: a }), turnStarted({ turnId: b }));
      both.unsubscribe();
      expect(paramsOf('turn/interrupt').at(i)).toEqual({ threadId: 'thread', turnId: b });
      say(turnCompleted({ turnId: b }));
    });
    expect(paramsOf('turn/interrupt')).toHaveLength(3);
  });
});
