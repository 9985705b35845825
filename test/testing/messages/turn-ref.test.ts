import { messageTime, turnIds } from '../../../lib/testing/messages/turn-ref.js';

test('ids that are not given are place holders', () => {
  expect(turnIds({})).toEqual({ threadId: '$threadId', turnId: '$turnId' });
  expect(turnIds({ turnId: 'u' })).toEqual({ threadId: '$threadId', turnId: 'u' });
});

test('messages come from a moment that is always the same, in seconds', () => {
  expect(new Date(messageTime * 1_000).toISOString()).toBe('2023-11-14T22:13:20.000Z');
});
