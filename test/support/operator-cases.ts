import { of, Subject, take, tap, type Observable, type OperatorFunction } from 'rxjs';
import { marbles } from './marbles';

/** A source, when it is subscribed to, and what comes out of the operator behind it. */
export interface Diagram {
  readonly source: string;
  readonly subscribed: string;
  readonly expected: string;
  /** When the subscriber leaves, if it does. */
  readonly leaves?: string;
}

/** The cases that every operator is held against. */
export type CaseName = 'never' | 'empty' | 'one' | 'many' | 'error' | 'early error' | 'early unsubscribe';

/** How an operator that emits one value for each of `a`, `b` and `c` does in every case. */
export const oneToOne: Readonly<Record<CaseName, Diagram>> = {
  never: {
    source: '    -------',
    subscribed: '^------',
    expected: '  -------',
  },
  empty: {
    source: '    ---|',
    subscribed: '^--!',
    expected: '  ---|',
  },
  one: {
    source: '    --a--|',
    subscribed: '^----!',
    expected: '  --x--|',
  },
  many: {
    source: '    -a-b-c-|',
    subscribed: '^------!',
    expected: '  -x-y-z-|',
  },
  error: {
    source: '    -a-b-#',
    subscribed: '^----!',
    expected: '  -x-y-#',
  },
  'early error': {
    source: '    #',
    subscribed: '(^!)',
    expected: '  #',
  },
  'early unsubscribe': {
    source: '    -a-b-c-|',
    subscribed: '^---!',
    leaves: '    ----!',
    expected: '  -x-y---',
  },
};

/** What the cases need to know of an operator. */
export interface OperatorUnderTest<I, O> {
  readonly operator: () => OperatorFunction<I, O>;
  readonly source: { readonly a: I; readonly b: I; readonly c: I };
  readonly emitted: Readonly<Record<string, O>>;
  /** What it makes of `a`, `b` and `c` that come one after another. */
  readonly live: readonly O[];
  /** What it makes of them when they come while it subscribes; default: the same. */
  readonly synchronous?: readonly O[];
  /** How many of `a b c a b c` it reads for its first value when they come while it subscribes; default: 1. */
  readonly reads?: number;
  /** Default: one value for each. */
  readonly diagrams?: Readonly<Record<CaseName, Diagram>>;
}

/** Runs the cases that every operator is held against. */
export const operatorCases = <I, O>(under: OperatorUnderTest<I, O>): void => {
  const { operator, source, emitted, live, synchronous = live, reads = 1, diagrams = oneToOne } = under;
  const { a, b, c } = source;
  const names = Object.keys(oneToOne) as CaseName[];

  it.each(names)('follows its source: %s', (name) => {
    const diagram = diagrams[name];
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold(diagram.source, source);
      expectObservable(source$.pipe(operator()), diagram.leaves).toBe(diagram.expected, emitted);
      expectSubscriptions(source$.subscriptions).toBe(diagram.subscribed);
    });
  });

  it('reads a synchronous source to its end', () => {
    expect(valuesOf(of(a, b, c).pipe(operator()))).toEqual([...synchronous, 'complete']);
  });

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
