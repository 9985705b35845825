import { threadResult } from '../../lib/testing/messages/results';
import { agentMessage, delta, turn as turnOf, turnStarted } from '../support/notifications';
import { withOpened, type OpenedThread } from '../../lib/view/opened-thread';
import { reduceThread } from '../../lib/view/reduce-thread';
import { initialThreadView } from '../../lib/view/thread-view';

const opened = (...turns: readonly object[]): OpenedThread => {
  const answer = threadResult('thread') as unknown as OpenedThread;
  return { ...answer, thread: { ...answer.thread, turns } as OpenedThread['thread'] };
};

test('takes over what the server applied, and the turns that it recorded', () => {
  const old = turnOf({ id: 'old', status: 'completed', items: [agentMessage('m', 'said')] });
  const view = withOpened(
    initialThreadView('thread'),
    opened(old, turnOf({ id: 'now', status: 'inProgress' })),
  );
  expect(view).toMatchObject({
    settings: { model: 'fake-model', approvalPolicy: 'on-request' },
    activeTurnId: 'now',
    turns: [
      { id: 'old', status: 'completed', items: [{ status: 'completed', kind: 'message' }] },
      { id: 'now' },
    ],
  });
});

test('what is known of a turn from its events stays, and turns that the answer lacks', () => {
  const live = [
    turnStarted({ turnId: 'now' }),
    delta('m', 'live', { turnId: 'now' }),
    turnStarted({ turnId: 'later' }),
  ].reduce(reduceThread, initialThreadView('thread'));
  const view = withOpened(
    live,
    opened(turnOf({ id: 'old', status: 'completed' }), turnOf({ id: 'now', status: 'inProgress' })),
  );
  expect(view.turns.map(({ id }) => id)).toEqual(['old', 'now', 'later']);
  expect(view.turns[1]).toBe(live.turns[0]);
});
