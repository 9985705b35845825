import { concat, EMPTY, NEVER, Observable, of, ReplaySubject, Subject, throwError } from 'rxjs';
import { conflateReplay } from '../../lib/operators/conflate-replay';
import { marbles } from '../support/marbles';
import { operatorCases, valuesOf } from '../support/operator-cases';

describe('conflateReplay', () => {
  operatorCases<string, string>({
    operator: conflateReplay,
    source: { a: 'a', b: 'b', c: 'c' },
    emitted: { x: 'a', y: 'b', z: 'c' },
    live: ['a', 'b', 'c'],
    // What comes at once counts as a replay.
    diagrams: {
      'synchronous source': {
        source: '    (abc|)',
        subscribed: '(^!)',
        expected: '  (z|)',
      },
    },
    reads: 6,
  });

  it('turns what is replayed into its newest value, then passes everything', () => {
    marbles(({ hot, expectObservable }) => {
      const replayed$ = new ReplaySubject<string>(Infinity);
      hot('                  -a-b-c-|').subscribe(replayed$);
      const early = '        ^-------';
      const expectedEarly = '-a-b-c-|';
      const late = '         ----^---';
      const expectedLate = ' ----bc-|';
      const after = '        ---------^';
      const expectedAfter = '---------(c|)';
      const result$ = replayed$.pipe(conflateReplay());
      expectObservable(result$, early).toBe(expectedEarly);
      expectObservable(result$, late).toBe(expectedLate);
      expectObservable(result$, after).toBe(expectedAfter);
    });
  });

  it.each([
    ['values and the end', of(1, 2, 3), [3, 'complete']],
    ['values and no end', concat(of(1, 2), NEVER), [2]],
    ['nothing but the end', EMPTY, ['complete']],
    ['nothing', NEVER, []],
    ['undefined as a value', of(1, undefined), [undefined, 'complete']],
  ])('handles a source that has at once %s', (_what, source$: Observable<unknown>, expected) => {
    expect(valuesOf(source$.pipe(conflateReplay()))).toEqual(expected);
  });

  it('emits the newest value before an error that comes at once', () => {
    const error = new Error('lost');
    const source$ = concat(
      of(1, 2),
      throwError(() => error),
    );
    expect(valuesOf(source$.pipe(conflateReplay()))).toEqual([2, { error }]);
  });

  it('gives a late subscriber one value, however long the history is', () => {
    const history$ = new ReplaySubject<number>(Infinity);
    for (let value = 1; value <= 1_000; value += 1) history$.next(value);
    const seen = valuesOf(history$.pipe(conflateReplay()));
    history$.next(1_001);
    expect(seen).toEqual([1_000, 1_001]);
  });

  it('keeps the order when the value it emits makes the source go on', () => {
    const history$ = new ReplaySubject<number>(Infinity);
    history$.next(1);
    history$.next(2);
    const seen: number[] = [];
    history$.pipe(conflateReplay()).subscribe((value) => {
      seen.push(value);
      if (value < 5) history$.next(value + 1);
    });
    expect(seen).toEqual([2, 3, 4, 5]);
  });

  it('emits nothing to a subscriber that left while the history was read', () => {
    const left = new Subject<void>();
    const seen: number[] = [];
    const source$ = new Observable<number>((subscriber) => {
      subscriber.next(1);
      left.next();
      subscriber.next(2);
    });
    const subscriber = { next: (value: number) => seen.push(value) };
    const outer$ = new Observable<number>((downstream) => {
      left.subscribe(() => downstream.unsubscribe());
      return source$.pipe(conflateReplay()).subscribe(downstream);
    });
    outer$.subscribe(subscriber);
    expect(seen).toEqual([]);
  });
});
