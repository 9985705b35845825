import { map, of, Subject, take, tap, type Observable, type OperatorFunction } from 'rxjs';
import { brokenAtFirst, everyCase, oneToOne, sourceOf, type CaseName, type Diagram } from './diagrams';
import { marbles } from './marbles';

/** What a callback throws. */
export const fault = new Error('in the callback');

/** A callback that throws. */
export const fail = (): never => {
  throw fault;
};

/** What becomes of it when a callback of an operator throws. */
export interface ThrowingCase<I, O> extends Diagram {
  readonly operator: () => OperatorFunction<I, O>;
  readonly emitted?: Readonly<Record<string, O>>;
  /** What the source errors with, if it does. */
  readonly error?: unknown;
}

/** What the cases need to know of an operator. */
export interface OperatorUnderTest<I, O> {
  readonly operator: () => OperatorFunction<I, O>;
  readonly source: { readonly a: I; readonly b: I; readonly c: I };
  readonly emitted: Readonly<Record<string, O>>;
  /** What it makes of `a`, `b` and `c` that come one after another. */
  readonly live: readonly O[];
  /** How many of `a b c a b c` it reads for its first value when they come while it subscribes; default: 1. */
  readonly reads?: number;
  /** The cases in which it does not emit one value for each. */
  readonly diagrams?: Partial<Readonly<Record<CaseName, Diagram>>>;
  /** By the name of the callback; every callback of an operator is here. */
  readonly throwing?: Readonly<Record<string, ThrowingCase<I, O>>>;
}

/** Runs the cases that every operator is held against. */
export const operatorCases = <I, O>(under: OperatorUnderTest<I, O>): void => {
  const { operator, source, emitted, live, reads = 1 } = under;
  const { a, b, c } = source;
  const diagrams = { ...oneToOne, ...under.diagrams };

  it.each(everyCase(diagrams))('follows its source: %s', (name, diagram) =>
    marbles((helpers) => {
      const { expectObservable, expectSubscriptions } = helpers;
      const { source$, subscriptions } = sourceOf(name, diagram.source, source, helpers);
      expectObservable(source$.pipe(operator()), diagram.leaves).toBe(diagram.expected, emitted);
      expectSubscriptions(subscriptions).toBe(diagram.subscribed ?? []);
    }),
  );

  for (const [callback, one] of Object.entries(under.throwing ?? {}))
    it(`has an answer to a callback that throws: ${callback}`, () =>
      marbles(({ cold, expectObservable, expectSubscriptions }) => {
        const source$ = cold(one.source, source, one.error);
        const result$ = source$.pipe(one.operator());
        expectObservable(result$, one.leaves).toBe(one.expected, { ...emitted, ...one.emitted }, fault);
        expectSubscriptions(source$.subscriptions).toBe(one.subscribed ?? []);
      }));

  it('lets go of its source when a callback behind it throws', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const { source: marble, subscribed, expected } = brokenAtFirst(diagrams.many);
      const source$ = cold(marble, source);
      expectObservable(source$.pipe(operator(), map(fail))).toBe(expected, undefined, fault);
      expectSubscriptions(source$.subscriptions).toBe(subscribed!);
    }));

  it('stops a synchronous source when its subscriber has enough', () => {
    let read = 0;
    const counted$ = of(a, b, c, a, b, c).pipe(tap(() => (read += 1)));
    expect(valuesOf(counted$.pipe(operator(), take(1)))).toHaveLength(2);
    expect(read).toBe(reads);
  });

  it('subscribes to its source once per subscriber, and lets go of it with each', () => {
    const subject = new Subject<I>();
    let subscriptions = 0;
    const result$ = subject.pipe(tap({ subscribe: () => (subscriptions += 1) }), operator());
    const first = result$.subscribe();
    const second = result$.subscribe();
    expect(subscriptions).toBe(2);
    first.unsubscribe();
    expect(subject.observed).toBe(true);
    second.unsubscribe();
    expect(subject.observed).toBe(false);
  });

  it('keeps the state of each subscriber apart', () => {
    const subject = new Subject<I>();
    const result$ = subject.pipe(operator());
    const early = valuesOf(result$);
    subject.next(a);
    const late = valuesOf(result$);
    subject.next(b);
    subject.next(c);
    subject.complete();

    const rest = new Subject<I>();
    const alone = valuesOf(rest.pipe(operator()));
    rest.next(b);
    rest.next(c);
    rest.complete();
    expect(early).toEqual([...live, 'complete']);
    expect(late).toEqual(alone);
  });

  it('can be applied again: nothing of one use is left in the next', () => {
    const applied = operator();
    const first = valuesOf(of(a, b, c).pipe(applied));
    expect(valuesOf(of(a, b, c).pipe(applied))).toEqual(first);
  });

  it('shows nothing after its subscriber has left in the middle of a value', () => {
    const subject = new Subject<I>();
    const seen: O[] = [];
    const subscription = subject.pipe(operator()).subscribe((value) => {
      seen.push(value);
      subscription.unsubscribe();
    });
    for (const value of [a, b, c, a, b, c]) subject.next(value);
    expect(seen).toHaveLength(1);
    expect(subject.observed).toBe(false);
  });
};

/** What a stream says, from now on: its values, and how it ends. */
export const valuesOf = <T>(source$: Observable<T>): (T | 'complete' | { readonly error: unknown })[] => {
  const seen: (T | 'complete' | { readonly error: unknown })[] = [];
  source$.subscribe({
    next: (value) => seen.push(value),
    error: (error: unknown) => seen.push({ error }),
    complete: () => seen.push('complete'),
  });
  return seen;
};
