import { kindOf } from '../../lib/view/item-view';
import { ThreadItem } from '../../lib/protocol/generated/definitions';
import { agentMessage, command } from '../support/notifications';

test('every item is something to whoever looks at it, also one that nobody knows', () => {
  expect([agentMessage('m'), command('c')].map(kindOf)).toEqual(['message', 'command']);
  const novel = { type: 'novel', id: 'n' } as unknown as ThreadItem;
  expect([ThreadItem.is(novel), kindOf(novel)]).toEqual([true, 'other']);
  for (const type of ['__proto__', 'constructor', 'toString']) {
    expect(kindOf({ type, id: 'x' } as unknown as ThreadItem)).toBe('other');
  }
});
