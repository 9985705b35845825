import { initialTurnView, turnText } from '../../lib/view/turn-view';
import type { ItemView } from '../../lib/view/item-view';
import { agentMessage, command } from '../support/notifications';

test('a turn of which nothing was seen is in progress and has nothing', () => {
  expect(initialTurnView('t')).toMatchObject({
    id: 't',
    threadId: undefined,
    status: 'inProgress',
    items: [],
    usage: null,
  });
});

test('its text is what the agent said, without what was given up', () => {
  const item = (id: string, text: string, fields: Partial<ItemView> = {}): ItemView => ({
    id,
    kind: 'message',
    status: 'completed',
    item: agentMessage(id, text),
    ...fields,
  });
  const items = [
    item('a', 'one'),
    item('b', 'two', { status: 'abandoned', givenUp: true }),
    item('c', ''),
    { ...item('d', ''), item: command('d') },
    item('e', 'three', { status: 'abandoned' }),
  ];
  expect(turnText({ items })).toBe('one\n\nthree');
});
