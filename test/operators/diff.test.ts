import { from } from 'rxjs';
import { diff } from '../../lib/operators/diff';
import type { ServerNotification } from '../../lib/protocol/notification';
import { delta, diffUpdated, invalid } from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

describe('diff', () => {
  operatorCases<ServerNotification, string>({
    operator: diff,
    source: { a: diffUpdated('+a'), b: diffUpdated('+b'), c: diffUpdated('+c') },
    emitted: { x: '+a', y: '+b', z: '+c' },
    live: ['+a', '+b', '+c'],
  });

  it('leaves everything else and what is invalid out', () => {
    const events = [delta('m', 'text'), invalid(diffUpdated('+a'), null), diffUpdated('')];
    expect(valuesOf(from(events).pipe(diff()))).toEqual(['', 'complete']);
  });
});
