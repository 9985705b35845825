import {
  diffUpdated,
  errorNotification,
  planUpdated,
  tokenUsageUpdated,
  turnCompleted,
  turnObject,
  turnStarted,
} from '../../../lib/testing/messages/turn-messages.js';

const ref = { threadId: 't', turnId: 'u' };
const limit = { message: 'full', codexErrorInfo: 'contextWindowExceeded' } as const;

test('a turn ends as it was told to, and as failed if there is an error', () => {
  expect(turnStarted(ref).params).toEqual({ threadId: 't', turn: turnObject('inProgress', ref) });
  expect(turnObject('inProgress', ref)).toMatchObject({ id: 'u', status: 'inProgress', completedAt: null });
  expect(turnCompleted(ref).params.turn).toMatchObject({
    status: 'completed',
    error: null,
    durationMs: 1_000,
  });
  expect(turnCompleted({ status: 'interrupted' }).params.turn).toMatchObject({
    id: '$turnId',
    status: 'interrupted',
  });
  expect(turnCompleted({ error: limit }).params.turn).toMatchObject({ status: 'failed', error: limit });
});

test('an error says whether codex tries again', () => {
  expect(errorNotification({ message: 'no' }, true, ref).params).toMatchObject({
    ...ref,
    willRetry: true,
    error: { message: 'no', codexErrorInfo: 'other' },
  });
});

test('plan, diff and token counts say what they were told', () => {
  const plan = [{ step: 'a', status: 'pending' }] as const;
  expect(planUpdated(plan, ref).params).toEqual({ ...ref, explanation: null, plan });
  expect(diffUpdated('--- a', ref).params).toEqual({ ...ref, diff: '--- a' });
  expect(tokenUsageUpdated(40, 2, ref).params.tokenUsage.last).toMatchObject({
    inputTokens: 40,
    totalTokens: 42,
  });
});
