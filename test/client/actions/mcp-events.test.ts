import { of } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

test('emits the events of its own stream, and ends it when it is left', () => {
  const { client, say, paramsOf } = memoryCodex({ answers: { 'mcpServer/event/stream/start': of({}) } });
  const seen = watch(client.mcpEvents({ threadId: 'thread', server: 's', name: 'n', arguments: {} }));
  const [{ subscriptionId }] = paramsOf('mcpServer/event/stream/start') as [{ subscriptionId: string }];
  const notification = { method: 'notifications/x', params: {} };
  const event = (id: string) => ({
    method: 'mcpServer/event/stream/notification',
    params: { subscriptionId: id, notification },
  });
  say(event(subscriptionId), event('other'));
  expect(seen.values).toEqual([notification]);
  seen.unsubscribe();
  expect(paramsOf('mcpServer/event/stream/stop')).toEqual([{ subscriptionId }]);
});
