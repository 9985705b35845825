import { from, of, Subject, throwError } from 'rxjs';
import { reduceEvents } from '../../lib/operators/reduce-events';
import type { ServerNotification } from '../../lib/protocol/notification';
import { delta, invalid, turnCompleted } from '../support/notifications';
import { fail, operatorCases, valuesOf } from '../support/operator-cases';

const count = (state: number, event: ServerNotification): number =>
  event.method === 'item/agentMessage/delta' ? state + 1 : state;
const [a, b, c] = [delta('m', 'a'), delta('m', 'b'), delta('m', 'c')];

describe('reduceEvents', () => {
  operatorCases<ServerNotification, number>({
    operator: () => reduceEvents(count, () => 0),
    source: { a, b, c },
    emitted: { x: 1, y: 2, z: 3 },
    live: [1, 2, 3],
    throwing: {
      reducer: {
        operator: () =>
          reduceEvents(
            (state, event) => (event === b ? fail() : count(state, event)),
            () => 0,
          ),
        source: '    -a-b-c-|',
        subscribed: '^--!',
        expected: '  -x-#',
      },
      initial: {
        operator: () => reduceEvents(count, fail),
        source: '    -a-b-c-|',
        expected: '  #',
      },
    },
  });

  it('emits neither the first state nor a state that did not change', () => {
    const counted$ = from([turnCompleted(), a, turnCompleted(), b]).pipe(reduceEvents(count, () => 0));
    expect(valuesOf(counted$)).toEqual([1, 2, 'complete']);
  });

  it('leaves invalid events out: the reducer never sees one', () => {
    const seen: ServerNotification[] = [];
    const reduced$ = from([a, invalid(b, 7), c]).pipe(
      reduceEvents(
        (state: number, event) => {
          seen.push(event);
          return state + 1;
        },
        () => 0,
      ),
    );
    expect(valuesOf(reduced$)).toEqual([1, 2, 'complete']);
    expect(seen).toEqual([a, c]);
  });

  it('makes a first state for each subscriber', () => {
    const initial = jest.fn(() => [] as readonly string[]);
    const reduced$ = of(a).pipe(reduceEvents((state, { method }) => [...state, method], initial));
    expect(initial).not.toHaveBeenCalled();
    valuesOf(reduced$);
    valuesOf(reduced$);
    expect(initial).toHaveBeenCalledTimes(2);
  });

  it('errors with what the reducer throws, and lets go of its source', () => {
    const subject = new Subject<ServerNotification>();
    const error = new Error('in the reducer');
    const seen = valuesOf(
      subject.pipe(
        reduceEvents(
          (state: number, event) => {
            if (event === b) throw error;
            return state + 1;
          },
          () => 0,
        ),
      ),
    );
    for (const event of [a, b, c]) subject.next(event);
    expect(seen).toEqual([1, { error }]);
    expect(subject.observed).toBe(false);
  });

  it('errors with what the maker of the first state throws, without subscribing', () => {
    const error = new Error('in the seed');
    const source$ = throwError(() => new Error('subscribed'));
    const reduced$ = source$.pipe(
      reduceEvents(count, (): number => {
        throw error;
      }),
    );
    expect(valuesOf(reduced$)).toEqual([{ error }]);
  });
});
