import { initialConnectionView, type ConnectionView } from '../../lib/view/connection-view';
import type { ServerNotification } from '../../lib/protocol/notification';
import { reduceConnection } from '../../lib/view/reduce-connection';
import { agentMessage, itemStarted, unknownNotification } from '../support/notifications';
import { sampleNotifications } from '../support/protocol-samples';
import { deepFrozen } from '../support/sharing';

const take = (view: ConnectionView, event: ServerNotification): ConnectionView =>
  deepFrozen(reduceConnection(view, { type: 'notification', event }));

test('no notification of the protocol, valid or mangled, changes what it is given or stops the view', async () => {
  const events = deepFrozen(await sampleNotifications(60));
  const view = events.reduce(take, deepFrozen(initialConnectionView()));
  const invalid = events.filter((event) => event.invalid === true).length;
  expect([events.length - invalid > 1_000, invalid > 300, view.threads.length > 2]).toEqual([
    true,
    true,
    true,
  ]);
  const items = view.threads.flatMap(({ turns }) => turns).flatMap((turn) => turn.items);
  const kinds = new Set(items.map(({ kind }) => kind));
  expect(kinds.size).toBeGreaterThan(3);
  expect(view).toEqual(structuredClone(events).reduce(take, initialConnectionView()));
});

test('an unknown notification changes nothing, wherever it belongs', () => {
  const view = take(initialConnectionView(), itemStarted(agentMessage('m')));
  const novel = { threadId: 'thread', turnId: 'turn', item: { id: 'm' } };
  expect(take(view, unknownNotification('item/novel', novel))).toBe(view);
});
