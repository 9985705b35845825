import { from, map } from 'rxjs';
import { ofItem, type ItemNotification } from '../../lib/operators/of-item';
import { ofMethod } from '../../lib/operators/of-method';
import type { ServerNotification } from '../../lib/protocol/notification';
import { agentMessage, command, delta, invalid, itemCompleted, itemStarted } from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

const [one, two, three] = [command('1'), command('2'), command('3')];

describe('ofItem', () => {
  operatorCases<ItemNotification, unknown>({
    operator: () => ofItem('commandExecution'),
    source: { a: itemStarted(one), b: itemStarted(two), c: itemCompleted(three) },
    emitted: { x: one, y: two, z: three },
    live: [one, two, three],
  });

  it('narrows to the fields of the type asked for, behind ofMethod', () => {
    const events: ServerNotification[] = [itemStarted(one), delta('m', ''), itemCompleted(command('2'))];
    const commands$ = from(events).pipe(
      ofMethod('item/completed'),
      ofItem('commandExecution'),
      map((item) => item.command),
    );
    expect(valuesOf(commands$)).toEqual(['echo hi', 'complete']);
  });

  it('goes behind ofMethod with both methods that have items', () => {
    const events: ServerNotification[] = [itemStarted(one), delta('m', ''), itemCompleted(two)];
    const commands$ = from(events).pipe(
      ofMethod('item/started', 'item/completed'),
      ofItem('commandExecution'),
    );
    expect(valuesOf(commands$)).toEqual([one, two, 'complete']);
  });

  it('takes several types, and leaves the others out', () => {
    const message = agentMessage('m', 'text');
    const events = [itemStarted(one), itemStarted(message), itemStarted({ type: 'plan', id: 'p', text: '' })];
    expect(valuesOf(from(events).pipe(ofItem('agentMessage', 'plan')))).toEqual([
      message,
      { type: 'plan', id: 'p', text: '' },
      'complete',
    ]);
  });

  it.each([[undefined], [null], [{}], [{ item: null }]])(
    'leaves an invalid one with params %j out',
    (params) => {
      const broken = invalid(itemStarted(one), params);
      expect(valuesOf(from([broken, itemStarted(two)]).pipe(ofItem('commandExecution')))).toEqual([
        two,
        'complete',
      ]);
    },
  );
});
