import fc from 'fast-check';
import { from, interval, map, take, toArray, type Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { agentText } from '../../lib/operators/agent-text';
import { coalesce } from '../../lib/operators/coalesce';
import type { ServerNotification } from '../../lib/protocol/notification';
import { agentMessage, delta, invalid, itemStarted, reasoningDelta } from '../support/notifications';
import { marbles } from '../support/marbles';
import { operatorCases, valuesOf } from '../support/operator-cases';

const folded = (event: ServerNotification): ServerNotification => ({ ...event, folded: true });

describe('coalesce', () => {
  operatorCases<number, number>({
    operator: () => coalesce(0.5),
    source: { a: 1, b: 2, c: 3 },
    emitted: { x: 1, y: 2, z: 3 },
    live: [1, 3],
    // The first passes, and of those that come in the same moment the newest.
    diagrams: {
      'synchronous source': {
        source: '    (abc|)',
        subscribed: '(^!)',
        expected: '  (xz|)',
      },
    },
  });

  it('passes the first value at once, then the newest state of each span', () =>
    marbles(({ cold, expectObservable }) => {
      const source$ = cold('    -ab-c----d-|');
      const expected = '        -a---c---d-|';
      expectObservable(source$.pipe(coalesce(4))).toBe(expected);
    }));

  it('emits what is held before the end, and before an error', () =>
    marbles(({ cold, expectObservable }) => {
      expectObservable(cold('-ab|').pipe(coalesce(5))).toBe('-a-(b|)');
      expectObservable(cold('-ab#').pipe(coalesce(5))).toBe('-a-(b#)');
    }));

  it('joins deltas of one item, and lets everything else pass in order', () =>
    marbles(({ cold, expectObservable }) => {
      const values = {
        a: delta('m', 'a'),
        b: delta('m', 'b'),
        c: delta('m', 'c'),
        s: itemStarted(agentMessage('n')),
        r: reasoningDelta('r', 0, 'r'),
      };
      const source$ = cold('    (abcsrr|)', values);
      const expected = '        (axsy|)';
      expectObservable(source$.pipe(coalesce(5))).toBe(expected, {
        ...values,
        x: folded(delta('m', 'bc')),
        y: folded(reasoningDelta('r', 0, 'rr')),
      });
    }));

  it('keeps apart what is invalid, and deltas of different parts', () => {
    const broken = invalid(delta('m', 'x'), { itemId: 'm', delta: 1 });
    const events = [
      delta('m', 'a'),
      broken,
      delta('m', 'b'),
      reasoningDelta('r', 0, '0'),
      reasoningDelta('r', 1, '1'),
    ];
    expect(valuesOf(from(events).pipe(coalesce(5)))).toEqual([...events, 'complete']);
  });

  it('keeps apart the items of different turns and threads, even when they share an id', () => {
    const events = [
      delta('m', 'a'),
      delta('m', 'b', { turnId: 'other' }),
      delta('m', 'c', { turnId: 'other' }),
      delta('m', 'd', { turnId: 'other', threadId: 'other' }),
    ];
    expect(valuesOf(from(events).pipe(coalesce(5)))).toEqual([
      events[0],
      folded(delta('m', 'bc', { turnId: 'other' })),
      events[3],
      'complete',
    ]);
  });

  it('is silent after its subscriber has left, and leaves no timer behind', () => {
    jest.useFakeTimers();
    const seen: number[] = [];
    const subscription = interval(1)
      .pipe(coalesce(10))
      .subscribe((value) => seen.push(value));
    jest.advanceTimersByTime(25);
    subscription.unsubscribe();
    jest.advanceTimersByTime(100);
    expect([seen, jest.getTimerCount()]).toEqual([[0, 9, 19], 0]);
    jest.useRealTimers();
  });

  it('loses no text, whatever comes when', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('m', 'n'), fc.string(), fc.nat(3)), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        (pieces, ms) => {
          const events = pieces.map(([id, text]) => delta(id, text));
          const scheduler = new TestScheduler(() => undefined);
          let seen: ServerNotification[] = [];
          scheduler.run(({ cold }) => {
            const diagram = pieces
              .map(([, , wait], index) => `${'-'.repeat(wait)}${String.fromCharCode(0x100 + index)}`)
              .join('');
            const values = Object.fromEntries(
              events.map((event, index) => [String.fromCharCode(0x100 + index), event]),
            );
            const source$: Observable<ServerNotification> = cold(`${diagram}|`, values);
            source$.pipe(coalesce(ms), toArray()).subscribe((all) => (seen = all));
          });
          const textsOf = (list: readonly ServerNotification[]): unknown =>
            valuesOf(from(list).pipe(agentText())).at(-2);
          expect(textsOf(seen)).toEqual(textsOf(events));
          const joined = (list: readonly ServerNotification[], id: string): string =>
            list
              .map(({ params }) => params as { itemId: string; delta: string })
              .filter(({ itemId }) => itemId === id)
              .map((one) => one.delta)
              .join('');
          for (const id of ['m', 'n']) expect(joined(seen, id)).toBe(joined(events, id));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('takes any scheduler, such as that of the screen', () => {
    const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
    const seen: number[] = [];
    from([1, 2, 3])
      .pipe(
        map((value) => value),
        take(3),
        coalesce(5, scheduler),
      )
      .subscribe((value) => seen.push(value));
    expect(seen).toEqual([1, 3]);
  });
});
