import { concat, defer, of, throwError } from 'rxjs';
import { CodexRequestError } from '../../lib/errors/codex-request-error';
import { retryOnOverload, type RetryOnOverloadOptions } from '../../lib/operators/retry-on-overload';
import { marbles } from '../support/marbles';
import { fail, operatorCases } from '../support/operator-cases';

const refusal = (code = -32001, method = 'thread/read') =>
  new CodexRequestError(method, { code, message: 'no' });
/** The longest waits there can be. */
const random = (): number => 1;

/** A request that is refused with these errors, one after another, and then answered. */
const refused = (...errors: readonly unknown[]) => {
  const left = [...errors];
  return defer(() => (left.length > 0 ? throwError(() => left.shift()) : of('answer')));
};

describe('retryOnOverload', () => {
  operatorCases<string, string>({
    operator: () => retryOnOverload(),
    source: { a: 'a', b: 'b', c: 'c' },
    emitted: { x: 'a', y: 'b', z: 'c' },
    live: ['a', 'b', 'c'],
    throwing: {
      random: {
        operator: () => retryOnOverload({ random: fail }),
        source: '    -a-b-#',
        error: refusal(),
        subscribed: '^----!',
        expected: '  -x-y-#',
      },
    },
  });

  it.each<[string, readonly unknown[], RetryOnOverloadOptions, string]>([
    ['waits longer each time', [refusal(), refusal(), refusal()], { baseMs: 2 }, '14ms (a|)'],
    [
      'waits no longer than the longest',
      [refusal(), refusal(), refusal()],
      { baseMs: 2, maxMs: 3 },
      '8ms (a|)',
    ],
    ['draws the wait', [refusal(), refusal()], { baseMs: 8, random: () => 0.5 }, '12ms (a|)'],
    ['gives up after so many', [refusal(), refusal(), refusal()], { baseMs: 2, retries: 2 }, '6ms #'],
    ['does not try again what has an effect', [refusal(-32001, 'turn/start')], {}, '#'],
    [
      'tries that again where it is asked to',
      [refusal(-32001, 'turn/start')],
      { baseMs: 2, writes: true },
      '2ms (a|)',
    ],
    ['does not try again what nobody knows', [refusal(-32001, 'novel/read')], {}, '#'],
    ['nor what is named like a part of every object', [refusal(-32001, 'constructor')], {}, '#'],
    ['lets other refusals be', [refusal(-32600)], {}, '#'],
    ['and other errors', [new Error('other')], {}, '#'],
  ])('%s', (_, errors, options, expected) =>
    marbles(({ expectObservable }) => {
      const answer$ = refused(...errors).pipe(retryOnOverload({ random, ...options }));
      expectObservable(answer$).toBe(expected, { a: 'answer' }, errors.at(options.retries ?? 0));
    }),
  );

  it('leaves no timer behind when it is unsubscribed while it waits', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('--#', {}, refusal());
      expectObservable(source$.pipe(retryOnOverload({ baseMs: 5, random })), '^---!').toBe('----');
      expectSubscriptions(source$.subscriptions).toBe('^-!');
    }));

  it('passes what came before', () =>
    marbles(({ expectObservable }) => {
      const answer$ = concat(of('part'), refused(refusal())).pipe(retryOnOverload({ baseMs: 1, random }));
      expectObservable(answer$).toBe('p(pa|)', { p: 'part', a: 'answer' });
    }));
});
