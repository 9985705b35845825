import { concat, EMPTY, NEVER, Observable, of, throwError } from 'rxjs';
import { callHandler, type AnyServerRequestHandler } from '../../lib/rpc/call-handler';

const context = { id: 0, threadId: 'thread', turnId: 'turn', signal: new AbortController().signal };

/** Calls a handler and writes down what becomes of it. */
const called = (handler: AnyServerRequestHandler) => {
  const outcome: unknown[] = [];
  const work = callHandler(handler, 'params', context, {
    answer: (result) => outcome.push(['answer', result]),
    fail: (why, cause) => outcome.push(['fail', why, cause]),
  });
  return { outcome, work };
};

test.each<[string, unknown]>([
  ['a value', 1],
  ['an Observable', of(1)],
  ['the first of several', concat(of(1, 2), NEVER)],
])('%s is the answer, at once', (_, returned) => {
  expect(called(() => returned).outcome).toEqual([['answer', 1]]);
});

test.each<[string, unknown]>([
  ['a promise', Promise.resolve(1)],
  ['a thenable', { then: (done: (value: number) => void) => done(1) }],
])('%s is the answer when it settles', async (_, returned) => {
  const { outcome } = called(() => returned);
  await Promise.resolve();
  await Promise.resolve();
  expect(outcome).toEqual([['answer', 1]]);
});

test('it is given the params and where they came from', () => {
  const handler = jest.fn();
  called(handler);
  expect(handler.mock.calls).toEqual([['params', context]]);
});

const fault = new Error('no');
test.each<[string, AnyServerRequestHandler, readonly unknown[]]>([
  [
    'throws',
    () => {
      throw fault;
    },
    ['its handler threw', fault],
  ],
  ['errors', () => throwError(() => fault), ['its handler failed', fault]],
  ['ends without an answer', () => EMPTY, ['its handler ended without an answer', undefined]],
])('one that %s has failed', (_, handler, failure) => {
  expect(called(handler).outcome).toEqual([['fail', ...failure]]);
});

test('a promise that rejects has failed', async () => {
  const { outcome } = called(() => Promise.reject(fault));
  await new Promise(setImmediate);
  expect(outcome).toEqual([['fail', 'its handler failed', fault]]);
});

test('unsubscribing gives its work up, and is no failure', () => {
  let left = 0;
  const { outcome, work } = called(() => new Observable(() => () => (left += 1)));
  work.unsubscribe();
  expect([left, outcome]).toEqual([1, []]);
});
