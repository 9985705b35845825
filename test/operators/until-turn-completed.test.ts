import { from } from 'rxjs';
import { untilTurnCompleted } from '../../lib/operators/until-turn-completed';
import type { ServerNotification } from '../../lib/protocol/notification';
import { delta, invalid, turnCompleted, turnStarted } from '../support/notifications';
import { marbles } from '../support/marbles';
import { operatorCases, valuesOf } from '../support/operator-cases';

const [a, b, c] = [turnStarted(), delta('m', 'x'), delta('m', 'y')];
const done = turnCompleted();

describe('untilTurnCompleted', () => {
  operatorCases<ServerNotification, ServerNotification>({
    operator: () => untilTurnCompleted('turn'),
    source: { a, b, c },
    emitted: { x: a, y: b, z: c },
    live: [a, b, c],
  });

  it('completes with the end of the turn, which it still passes, and leaves its source', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('        -a-b-d-c-|', { a, b, c, d: done });
      const subscribed = '          ^----!';
      const expected = '            -a-b-(d|)';
      expectObservable(source$.pipe(untilTurnCompleted())).toBe(expected, { a, b, d: done });
      expectSubscriptions(source$.subscriptions).toBe(subscribed);
    }));

  it('waits for the turn that is named', () => {
    const other = turnCompleted({ turnId: 'other' });
    expect(valuesOf(from([other, done, c]).pipe(untilTurnCompleted('turn')))).toEqual([
      other,
      done,
      'complete',
    ]);
    expect(valuesOf(from([other, done, c]).pipe(untilTurnCompleted()))).toEqual([other, 'complete']);
  });

  it('ends with a turn whose last event does not decode, if it can be told which', () => {
    const broken = invalid(done, { threadId: 1, turn: { id: 'turn' } });
    expect(valuesOf(from([broken, c]).pipe(untilTurnCompleted('turn')))).toEqual([broken, 'complete']);
    const unreadable = invalid(done, null);
    expect(valuesOf(from([unreadable, c]).pipe(untilTurnCompleted('turn')))).toEqual([
      unreadable,
      c,
      'complete',
    ]);
    expect(valuesOf(from([unreadable, c]).pipe(untilTurnCompleted()))).toEqual([unreadable, 'complete']);
  });
});
