import { from, map } from 'rxjs';
import { ofMethod } from '../../lib/operators/of-method';
import type { ServerNotification } from '../../lib/protocol/notification';
import { delta, invalid, turnCompleted, unknownNotification } from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

const [a, b, c] = [delta('m', 'a'), delta('m', 'b'), delta('m', 'c')];

describe('ofMethod', () => {
  operatorCases<ServerNotification, ServerNotification>({
    operator: () => ofMethod('item/agentMessage/delta'),
    source: { a, b, c },
    emitted: { x: a, y: b, z: c },
    live: [a, b, c],
  });

  it('keeps the very objects of the methods asked for, and nothing else', () => {
    const events = [delta('m', 'a'), turnCompleted(), unknownNotification('item/agentMessage', {})];
    const kept = valuesOf(from(events).pipe(ofMethod('turn/completed', 'item/agentMessage/delta')));
    expect(kept).toEqual([events[0], events[1], 'complete']);
    expect(kept[0]).toBe(events[0]);
  });

  it('still tells several methods apart', () => {
    const events = [delta('m', 'a'), turnCompleted()];
    const told$ = from(events).pipe(
      ofMethod('turn/completed', 'item/agentMessage/delta'),
      // Does not compile unless each method keeps the params that are its own.
      map((event) => (event.method === 'turn/completed' ? event.params.turn.status : event.params.delta)),
    );
    expect(valuesOf(told$)).toEqual(['a', 'completed', 'complete']);
  });

  it('leaves invalid notifications out', () => {
    const kept$ = from([invalid(a), b]).pipe(ofMethod('item/agentMessage/delta'));
    expect(valuesOf(kept$)).toEqual([b, 'complete']);
  });

  it('keeps nothing when no method is named', () => {
    expect(valuesOf(from([a, b]).pipe(ofMethod()))).toEqual(['complete']);
  });

  it.each(['__proto__', 'constructor', 'toString'])(
    'takes the method %s for a name like any other',
    (method) => {
      const hostile = unknownNotification(method, {});
      expect(valuesOf(from([hostile, a]).pipe(ofMethod('item/agentMessage/delta')))).toEqual([a, 'complete']);
      expect(valuesOf(from([hostile, a]).pipe(ofMethod(method as never)))).toEqual([hostile, 'complete']);
    },
  );
});
