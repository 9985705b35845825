import { recordedEvents } from '../../lib/protocol/recorded-events';
import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params';
import { agentMessage, command, turn } from '../support/notifications';

const items = [agentMessage('m', 'said'), command('c', 'completed')];
const recorded = turn({ status: 'failed', items, startedAt: 1, completedAt: 3, itemsView: 'full' });

test('a recorded turn starts, completes its items in order, and ends as it ended', () => {
  expect(recordedEvents('thread', recorded)).toEqual([
    {
      method: 'turn/started',
      params: {
        threadId: 'thread',
        turn: {
          ...recorded,
          status: 'inProgress',
          items: [],
          itemsView: 'notLoaded',
          completedAt: null,
        },
      },
    },
    ...items.map((item) => ({
      method: 'item/completed',
      params: { threadId: 'thread', turnId: 'turn', item, completedAtMs: 3_000 },
    })),
    { method: 'turn/completed', params: { threadId: 'thread', turn: recorded } },
  ]);
});

test('its events are what the protocol says, also of a turn that was cut off', () => {
  for (const { method, params } of recordedEvents('thread', turn({ status: 'interrupted', items }))) {
    const codec = serverNotificationParams[method as keyof typeof serverNotificationParams];
    expect([method, codec.is(params)]).toEqual([method, true]);
  }
});
