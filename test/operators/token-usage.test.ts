import { from } from 'rxjs';
import { tokenUsage } from '../../lib/operators/token-usage';
import type { ThreadTokenUsage } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import { delta, invalid, tokenUsage as usageUpdated, usage } from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

describe('tokenUsage', () => {
  operatorCases<ServerNotification, ThreadTokenUsage>({
    operator: tokenUsage,
    source: { a: usageUpdated(1), b: usageUpdated(2), c: usageUpdated(3) },
    emitted: { x: usage(1), y: usage(2), z: usage(3) },
    live: [usage(1), usage(2), usage(3)],
  });

  it('leaves everything else and what is invalid out', () => {
    const events = [delta('m', 'text'), invalid(usageUpdated(1), {}), usageUpdated(2)];
    expect(valuesOf(from(events).pipe(tokenUsage()))).toEqual([usage(2), 'complete']);
  });

  it('says it again when the server does', () => {
    expect(valuesOf(from([usageUpdated(1), usageUpdated(1)]).pipe(tokenUsage()))).toHaveLength(3);
  });
});
