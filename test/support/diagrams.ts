import { asyncScheduler, Observable } from 'rxjs';
import { TestScheduler, type RunHelpers } from 'rxjs/testing';

/** A source, when it is subscribed to, and what comes out of the operator behind it. */
export interface Diagram {
  readonly source: string;
  /** Left out where the source is never subscribed to. */
  readonly subscribed?: string;
  readonly expected: string;
  /** When the subscriber leaves, if it does. */
  readonly leaves?: string;
}

/** The cases that every operator is held against; callbacks that throw come on top, where there are callbacks. */
export type CaseName =
  'never' | 'empty' | 'one' | 'many' | 'error' | 'early error' | 'early unsubscribe' | 'synchronous source';

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
  'synchronous source': {
    source: '    (abc|)',
    subscribed: '(^!)',
    expected: '  (xyz|)',
  },
};

/** What there is for each case, as rows of a table of tests; a case that is missing does not compile. */
export const everyCase = <C>(cases: Readonly<Record<CaseName, C>>): [CaseName, C][] =>
  Object.entries(cases) as [CaseName, C][];

/** What becomes of a diagram when whatever is behind the operator throws at its first value. */
export const brokenAtFirst = ({ source, expected }: Diagram): Diagram => {
  const frame = /^\s*(-*)/.exec(expected)![1]!.length;
  return { source, subscribed: `^${'-'.repeat(frame - 1)}!`, expected: `${'-'.repeat(frame)}#` };
};

/** A source with a log of who subscribed to it. */
export interface Logged<T> {
  readonly source$: Observable<T>;
  readonly subscriptions: { readonly subscribedFrame: number; unsubscribedFrame: number }[];
}

/** The source of a case. */
export const sourceOf = <T>(
  name: CaseName,
  marbles: string,
  values: Readonly<Record<string, T>>,
  { cold }: RunHelpers,
): Logged<T> => {
  if (name === 'synchronous source') return atOnce(marbles, values);
  const source$ = cold(marbles, values);
  return { source$, subscriptions: source$.subscriptions };
};

/** A source that says everything while it is being subscribed to; one that `cold` makes says it later. */
const atOnce = <T>(marbles: string, values: Readonly<Record<string, T>>): Logged<T> => {
  const messages = TestScheduler.parseMarbles(marbles, values, undefined, false, true);
  const subscriptions: Logged<T>['subscriptions'] = [];
  const source$ = new Observable<T>((subscriber) => {
    const log = { subscribedFrame: asyncScheduler.now(), unsubscribedFrame: Infinity };
    subscriptions.push(log);
    subscriber.add(() => (log.unsubscribedFrame = asyncScheduler.now()));
    for (const { notification } of messages) {
      if (notification.kind === 'N') subscriber.next(notification.value);
      else if (notification.kind === 'E') subscriber.error(notification.error);
      else subscriber.complete();
    }
  });
  return { source$, subscriptions };
};
