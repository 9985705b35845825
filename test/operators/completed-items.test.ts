import { from } from 'rxjs';
import { completedItems } from '../../lib/operators/completed-items';
import type { ThreadItem } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import { agentMessage, command, delta, invalid, itemCompleted, itemStarted } from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

const [a, b, c] = [agentMessage('a'), command('b', 'completed'), agentMessage('c')] as const;

describe('completedItems', () => {
  operatorCases<ServerNotification, ThreadItem>({
    operator: () => completedItems(),
    source: { a: itemCompleted(a), b: itemCompleted(b), c: itemCompleted(c) },
    emitted: { x: a, y: b, z: c },
    live: [a, b, c],
  });

  it('takes the types that are named', () => {
    const events = [a, b, c].map((item) => itemCompleted(item));
    expect(valuesOf(from(events).pipe(completedItems('commandExecution')))).toEqual([b, 'complete']);
    expect(valuesOf(from(events).pipe(completedItems('commandExecution', 'agentMessage')))).toEqual([
      a,
      b,
      c,
      'complete',
    ]);
  });

  it('shows an item once, however often the server does', () => {
    expect(
      valuesOf(from([itemCompleted(a), itemCompleted(a), itemCompleted(c)]).pipe(completedItems())),
    ).toEqual([a, c, 'complete']);
  });

  it('takes items of other turns and threads for others, although their ids are the same', () => {
    const places = [{}, { turnId: 'other' }, { threadId: 'other' }];
    const events = [...places, ...places].map((ids) => itemCompleted(a, ids));
    expect(valuesOf(from(events).pipe(completedItems()))).toEqual([a, a, a, 'complete']);
  });

  it('remembers a bounded number of them', () => {
    const events = Array.from({ length: 1_002 }, (_, index) => itemCompleted(agentMessage(String(index))));
    const again = [...events, itemCompleted(agentMessage('1001')), itemCompleted(agentMessage('0'))];
    expect(valuesOf(from(again).pipe(completedItems()))).toHaveLength(1_002 + 1 + 1);
  });

  it('leaves everything else and what is invalid out', () => {
    expect(
      valuesOf(from([itemStarted(a), delta('a', 'x'), invalid(itemCompleted(a), {})]).pipe(completedItems())),
    ).toEqual(['complete']);
  });
});
