import { NEVER, of, throwError, type Observable } from 'rxjs';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';
import { marbleCodex, type MarbleCodex, type MarbleCodexOptions } from '../../lib/testing';
import { turnStartResult } from '../../lib/testing/messages/results';
import { memoryCodex, watch } from '../support/memory-codex';

type Use = (codex: MarbleCodex, helpers: RunHelpers, scheduler: TestScheduler) => void;

const run = (options: MarbleCodexOptions, use: Use): void => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => use(marbleCodex(scheduler, options), helpers, scheduler));
};

const loaded = { data: ['thread'] };
const list = 'thread/loaded/list';

test('cold: nothing is sent before it is subscribed, and each subscription sends one request', () => {
  const { client, methods, sent } = memoryCodex({ answers: { [list]: loaded } });
  const request$ = client.request(list, {});
  expect(methods()).toEqual([]);
  const twice = [watch(request$), watch(request$)];
  expect(methods()).toEqual([list, list]);
  expect(twice.map(({ values }) => values)).toEqual([[loaded], [loaded]]);
  expect(twice.map(({ end }) => end())).toEqual(['complete', 'complete']);
  expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
});

test('params are always sent, if need be empty', () => {
  const { client, sent } = memoryCodex({ answers: { [list]: loaded } });
  watch(client.request(list));
  expect(sent.at(-1)).toEqual({ id: expect.any(Number), method: list, params: {} });
});

test('one value when the answer comes, whatever the order of the answers', () =>
  run({}, ({ client, server }, { cold, expectObservable }) => {
    server.answers(list, ({ cursor }: { cursor?: string }) =>
      cursor ? cold('-f|', { f: loaded }) : cold('---s|', { s: loaded }),
    );
    expectObservable(client.request(list, {})).toBe('---(r|)', { r: loaded });
    expectObservable(client.request(list, { cursor: 'c' })).toBe('-(r|)', { r: loaded });
  }));

test('refused, undecodable and malformed answers error the request and nothing else', () => {
  const { client, answers, transport } = memoryCodex();
  const end = (answer: unknown): unknown => {
    answers(list, answer);
    return watch(client.request(list, {})).end();
  };
  expect(end(throwError(() => ({ code: -32600, message: 'no', data: { why: 1 } })))).toMatchObject({
    error: { name: 'CodexRequestError', method: list, code: -32600, serverMessage: 'no', data: { why: 1 } },
  });
  expect(end({ data: 1 })).toMatchObject({
    error: {
      name: 'CodexDecodeError',
      method: list,
      raw: { data: 1 },
      message: expect.stringContaining('data'),
    },
  });
  expect(end(undefined)).toMatchObject({ error: { name: 'CodexProtocolError' } });
  expect(transport.connections()).toBe(1);
  expect(end(loaded)).toBe('complete');
});

test('validate: false hands results through unchecked', () => {
  const { client } = memoryCodex({ validate: false, answers: { [list]: { data: 1 } } });
  expect(watch(client.request(list, {})).values).toEqual([{ data: 1 }]);
});

test('a method that the tables do not know is sent, and its result not checked', () => {
  for (const method of ['new/method', '__proto__', 'constructor', 'toString']) {
    const { client, methods } = memoryCodex({
      answers: { 'new/method': 1, constructor: 1, toString: 1, ['__proto__']: 1 },
    });
    expect(watch(client.request(method as typeof list, {})).values).toEqual([1]);
    expect(methods()).toEqual([method]);
  }
});

test('params that cannot be written error before anything is sent', () => {
  const { client, methods } = memoryCodex();
  expect(watch(client.request(list, { n: 1n } as never)).end()).toMatchObject({
    error: { name: 'CodexEncodeError' },
  });
  expect(methods()).toEqual([]);
});

describe('deadlines', () => {
  const timedOut = (subject: string) =>
    expect.objectContaining({ name: 'CodexTimeoutError', subject, outcome: 'unknown' });

  test.each<[string, MarbleCodexOptions, (codex: MarbleCodex) => Observable<unknown>, string, string?]>([
    ['reads and writes: one minute', {}, ({ client }) => client.request(list, {}), '1m #', list],
    ['the option for all', { requestTimeout: 9 }, ({ client }) => client.request(list, {}), '9ms #', list],
    [
      'one call',
      { requestTimeout: 9 },
      ({ client }) => client.request(list, {}, { timeout: 5 }),
      '5ms #',
      list,
    ],
    [
      'one call longer',
      { requestTimeout: 9 },
      ({ client }) => client.request(list, {}, { timeout: 20 }),
      '20ms #',
      list,
    ],
    [
      'one call without',
      { requestTimeout: 9 },
      ({ client }) => client.request(list, {}, { timeout: Infinity }),
      '10m -',
    ],
    [
      'long methods have none',
      { requestTimeout: 9 },
      ({ client }) => client.request('command/exec', { command: ['a'] }),
      '10m -',
    ],
    [
      'long methods on demand',
      {},
      ({ client }) => client.request('command/exec', { command: ['a'] }, { timeout: 7 }),
      '7ms #',
      'command/exec',
    ],
  ])('%s', (_, options, request, expected, subject = '') =>
    run({ ...options, answers: { [list]: NEVER, 'command/exec': NEVER } }, (codex, { expectObservable }) => {
      expectObservable(request(codex), '^ 11m !').toBe(expected, undefined, timedOut(subject));
    }),
  );

  test('it counts from the write: what waits for a place waits without it', () =>
    run({ maxInFlight: 1, requestTimeout: 10 }, ({ client, server }, { cold, expectObservable }) => {
      server.answers(list, ({ cursor }: { cursor?: string }) =>
        cursor ? NEVER : cold('8ms r|', { r: loaded }),
      );
      expectObservable(client.request(list, {})).toBe('8ms (r|)', { r: loaded });
      expectObservable(client.request(list, { cursor: 'c' })).toBe('18ms #', undefined, timedOut(list));
    }));

  test('an answer after it is dropped, with a diagnostic', () =>
    run({ requestTimeout: 5 }, ({ client, server }, { cold, expectObservable }) => {
      server.answers(list, cold('9ms r|', { r: loaded }));
      expectObservable(client.request(list, {})).toBe('5ms #', undefined, timedOut(list));
      expectObservable(client.diagnostics$).toBe('9ms d', {
        d: expect.objectContaining({ kind: 'response' }),
      });
    }));
});

describe('unsubscribing', () => {
  test('what waits is taken back; what was written keeps its place, and its answer is dropped in silence', () =>
    run({ maxInFlight: 1 }, ({ client, server }, { cold, expectObservable, flush }) => {
      server.answers(list, cold('5ms r|', { r: loaded }));
      expectObservable(client.request(list, { cursor: 'written' }), '^-!').toBe('---');
      expectObservable(client.request(list, { cursor: 'queued' }), '^-!').toBe('---');
      expectObservable(client.request(list, { cursor: 'last' })).toBe('10ms (r|)', { r: loaded });
      expectObservable(client.diagnostics$).toBe('-');
      flush();
      expect(server.sent.slice(2).map(({ params }) => params)).toEqual([
        { cursor: 'written' },
        { cursor: 'last' },
      ]);
    }));

  test('a signal does the same, and its reason is the error', () =>
    run({ maxInFlight: 1 }, ({ client, server }, { cold, expectObservable, flush }, scheduler) => {
      const controller = new AbortController();
      const reason = new Error('enough');
      scheduler.schedule(() => controller.abort(reason), 2);
      server.answers(list, cold('5ms r|', { r: loaded }));
      const { signal } = controller;
      expectObservable(client.request(list, {}, { signal })).toBe('--#', undefined, reason);
      expectObservable(client.request(list, {}, { signal })).toBe('--#', undefined, reason);
      expectObservable(client.request(list, {}, { signal: AbortSignal.abort(reason) })).toBe(
        '#',
        undefined,
        reason,
      );
      flush();
      expect(server.sent.slice(2)).toHaveLength(1);
    }));
});

test('requests are written in the order of subscription; interrupts overtake what waits', () => {
  const { client, paramsOf, methods } = memoryCodex({
    maxInFlight: 2,
    answers: { [list]: NEVER, 'turn/interrupt': NEVER },
  });
  for (const cursor of ['a', 'b', 'c', 'd']) watch(client.request(list, { cursor }));
  watch(client.request('turn/interrupt', { threadId: 'thread', turnId: 't' }));
  expect(methods()).toEqual([list, list, 'turn/interrupt']);
  expect(paramsOf(list)).toEqual([{ cursor: 'a' }, { cursor: 'b' }]);
});

test('command/exec gives its place back soon, since it may run for ever', () =>
  run({ maxInFlight: 1 }, ({ client, server }, { expectObservable }) => {
    server.answers('command/exec', NEVER);
    server.answers(list, of(loaded));
    expectObservable(client.request('command/exec', { command: ['a'] }), '^ 200ms !').toBe('-');
    expectObservable(client.request(list, {})).toBe('100ms (r|)', { r: loaded });
  }));

test('a turn that an answer names is known at once, the result first checked', () => {
  const { client, answers } = memoryCodex();
  const turns = watch(client.turns$);
  const input = [] as const;
  watch(client.request('turn/start', { threadId: 'thread', input }));
  expect(turns.values.map(({ id, threadId }) => [id, threadId])).toEqual([['t', 'thread']]);
  answers('turn/start', { turn: { ...turnStartResult({ turnId: 'u' }).turn, items: 1 } });
  expect(watch(client.request('turn/start', { threadId: 'thread', input })).end()).toMatchObject({
    error: { name: 'CodexDecodeError' },
  });
  expect(turns.values).toHaveLength(1);
});
