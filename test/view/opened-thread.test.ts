import { threadResult } from '../../lib/testing/messages/results';
import { agentMessage, delta, tokenUsage, turn as turnOf, turnStarted } from '../support/notifications';
import { inOrder } from '../support/reviews';
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

describe('a turn whose end was missed', () => {
  const live = [
    turnStarted({ turnId: 'now' }),
    tokenUsage(3, { turnId: 'now' }),
    delta('m', 'li', { turnId: 'now' }),
    delta('gone', 'half', { turnId: 'now' }),
  ].reduce(reduceThread, initialThreadView('thread'));

  test('ends as the answer tells, with the items that it recorded', () => {
    const items = [agentMessage('m', 'live'), agentMessage('n', 'more')];
    const end = turnOf({ id: 'now', status: 'interrupted', items, completedAt: 2 });
    const view = withOpened(live, opened(end));
    expect(view.activeTurnId).toBeNull();
    expect(view.turns).toMatchObject([{ id: 'now', status: 'interrupted', completedAt: 2 }]);
    expect(view.turns[0]?.usage).toBe(live.turns[0]?.usage);
    expect(view.turns[0]?.items).toMatchObject([
      { id: 'm', status: 'completed', item: { text: 'live' } },
      { id: 'gone', status: 'abandoned', item: { text: 'half' } },
      { id: 'n', status: 'completed' },
    ]);
  });

  test('gives way to the one that runs', () => {
    const answer = opened(turnOf({ id: 'now', status: 'failed' }), turnOf({ id: 'next' }));
    expect(withOpened(live, answer).activeTurnId).toBe('next');
  });

  test('is not over for a status that nobody knows', () => {
    const view = withOpened(live, opened(turnOf({ id: 'now', status: 'novel' as never })));
    expect([view.activeTurnId, view.turns[0]]).toEqual(['now', live.turns[0]]);
  });
});

test('a review is one turn, whichever of its ids the answer lists', () => {
  const other = turnOf({ id: 'X', rootTurnId: 'R' });
  const ended = turnOf({ id: 'R', rootTurnId: 'R', status: 'completed' });
  const view = withOpened(initialThreadView('thread'), opened(ended, other));
  expect([view.activeTurnId, view.turns.map(({ id }) => id)]).toEqual([null, ['R']]);
  const live = inOrder.slice(0, 3).reduce(reduceThread, initialThreadView('thread'));
  expect(withOpened(live, opened(other)).turns).toEqual(live.turns);
});

test('the turns that do not fit are remembered as over', () => {
  const turns = Array.from({ length: 52 }, (_, id) => turnOf({ id: String(id), status: 'completed' }));
  const view = withOpened(initialThreadView('thread'), opened(...turns));
  expect([view.turns.length, view.forgottenTurnIds]).toEqual([50, ['0', '1']]);
  expect(reduceThread(view, delta('m', 'late', { turnId: '0' }))).toBe(view);
});
