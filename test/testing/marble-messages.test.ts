import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params';
import { delta, marbleIds } from '../../lib/testing/marble-messages';
import { marbleText } from '../../lib/testing/marble-text';

test('delta adds to the one message of the turn, or to the one that is named', () => {
  const read = (message: object): unknown => JSON.parse(marbleText(message));
  const params = { ...marbleIds, itemId: 'message', delta: 'x' };
  expect(read(delta('x'))).toEqual({ method: 'item/agentMessage/delta', params });
  expect(read(delta('x', { itemId: 'i', turnId: 'u' }))).toMatchObject({
    params: { ...params, itemId: 'i', turnId: 'u' },
  });
  expect(serverNotificationParams['item/agentMessage/delta'].is(params)).toBe(true);
});
