import {
  agentMessageDelta,
  commandOutputDelta,
  itemCompleted,
  itemStarted,
  reasoningSummaryDelta,
  reasoningTextDelta,
} from '../../../lib/testing/messages/item-messages.js';

const ref = { threadId: 't', turnId: 'u' };

test('each names its turn, its item and what is new', () => {
  const at = { ...ref, itemId: 'i', delta: 'a' };
  expect(agentMessageDelta('i', 'a', ref)).toEqual({ method: 'item/agentMessage/delta', params: at });
  expect(commandOutputDelta('i', 'a', ref)).toEqual({
    method: 'item/commandExecution/outputDelta',
    params: at,
  });
  expect(reasoningSummaryDelta('i', 'a', 2, ref)).toEqual({
    method: 'item/reasoning/summaryTextDelta',
    params: { ...at, summaryIndex: 2 },
  });
  expect(reasoningTextDelta('i', 'a', 3, ref)).toEqual({
    method: 'item/reasoning/textDelta',
    params: { ...at, contentIndex: 3 },
  });
  const item = { id: 'i', any: 'thing' };
  expect(itemStarted(item, ref)).toMatchObject({ method: 'item/started', params: { item, ...ref } });
  expect(itemCompleted(item, ref)).toMatchObject({ method: 'item/completed', params: { item, ...ref } });
});

test('without a turn it is for the turn at hand of the fake app-server', () => {
  expect(agentMessageDelta('i', 'a').params).toMatchObject({ threadId: '$threadId', turnId: '$turnId' });
});
