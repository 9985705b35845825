import fc from 'fast-check';
import { familyIn } from '../../lib/protocol/sub-agents';

const item = (fields: object, method = 'item/completed') => ({
  method,
  params: { threadId: 'thread', turnId: 'turn', item: { id: 'i', ...fields } },
});
const spawned = { type: 'collabAgentToolCall', tool: 'spawnAgent', senderThreadId: 'parent' };
const started = (thread: object) => ({ method: 'thread/started', params: { thread } });

test.each([
  ['the call that spawned one', item({ ...spawned, receiverThreadIds: ['child'] }), 'parent', ['child']],
  [
    'already as it starts',
    item({ ...spawned, receiverThreadIds: ['a', 'b'] }, 'item/started'),
    'parent',
    ['a', 'b'],
  ],
  ['a report of activity', item({ type: 'subAgentActivity', agentThreadId: 'child' }), 'thread', ['child']],
  [
    'a thread that names its parent',
    started({ id: 'thread', parentThreadId: 'parent' }),
    'parent',
    ['thread'],
  ],
])('%s', (_, message, parent, children) => {
  expect(familyIn(message, 'thread')).toEqual({ parent, children });
});

test.each([
  ['a call without an agent yet', item({ ...spawned, receiverThreadIds: [] })],
  ['a call that waits for agents of anybody', item({ ...spawned, tool: 'wait', receiverThreadIds: ['x'] })],
  ['another item', item({ type: 'agentMessage', text: '' })],
  ['a thread of its own', started({ id: 'thread', parentThreadId: null })],
  ['another method', { method: 'turn/started', params: item(spawned).params }],
  ['ids that are none', item({ ...spawned, receiverThreadIds: [1, null] })],
  ['a sender that is none', item({ ...spawned, senderThreadId: 1, receiverThreadIds: ['x'] })],
])('nothing in %s', (_, message) => {
  expect(familyIn(message, 'thread')).toBeUndefined();
});

test('whatever the params are, it does not throw', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('item/completed', 'item/started', 'thread/started'),
      fc.jsonValue(),
      (method, params) => {
        expect(() => familyIn({ method, params }, 'thread')).not.toThrow();
      },
    ),
  );
});
