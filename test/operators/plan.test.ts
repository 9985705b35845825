import { from } from 'rxjs';
import { plan } from '../../lib/operators/plan';
import type { TurnPlanUpdatedNotification } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import { delta, invalid, planUpdated } from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

const [pending, running, done] = (['pending', 'inProgress', 'completed'] as const).map((status) =>
  planUpdated([{ step: 'look', status }]),
) as [ReturnType<typeof planUpdated>, ReturnType<typeof planUpdated>, ReturnType<typeof planUpdated>];

describe('plan', () => {
  operatorCases<ServerNotification, TurnPlanUpdatedNotification>({
    operator: plan,
    source: { a: pending, b: running, c: done },
    emitted: { x: pending.params, y: running.params, z: done.params },
    live: [pending.params, running.params, done.params],
  });

  it('leaves everything else and what is invalid out', () => {
    const events = [delta('m', 'text'), invalid(pending, { plan: 'none' }), done];
    expect(valuesOf(from(events).pipe(plan()))).toEqual([done.params, 'complete']);
  });
});
