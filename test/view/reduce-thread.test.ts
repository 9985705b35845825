import fc from 'fast-check';
import type { ServerNotification } from '../../lib/protocol/notification';
import { reduceThread } from '../../lib/view/reduce-thread';
import { initialThreadView, type ThreadView } from '../../lib/view/thread-view';
import {
  agentMessage,
  command,
  delta,
  invalid,
  itemCompleted,
  itemStarted,
  notification,
  outputDelta,
  threadNamed,
  tokenUsage,
  turnCompleted,
  turnStarted,
  usage,
} from '../support/notifications';
import { reducerCases } from '../support/reducer-cases';
import { inOrder, review } from '../support/reviews';
import { threadFacts, turnStory } from '../support/stories';

const start = initialThreadView('thread');
const reduced = (...events: readonly ServerNotification[]): ThreadView => events.reduce(reduceThread, start);

const told = ['1', '2'].map((turnId) => ({ threadId: 'thread', turnId }));
const turnOf = ({ turns }: ThreadView, turnId: string) => turns.find(({ id }) => id === turnId);

describe('reduceThread', () => {
  reducerCases<ThreadView>({
    reduce: reduceThread,
    initial: () => start,
    stories: [...told.map(turnStory), fc.constant(inOrder), threadFacts('thread')],
    partOf: (view, index) => {
      const turnId = ['1', '2', 'R'][index];
      if (turnId !== undefined) return turnOf(view, turnId);
      // What runs, and what was used last, is of all its turns.
      return { ...view, turns: [], activeTurnId: null, usage: null };
    },
    turns: told,
    itemsOf: (view, { turnId }) => turnOf(view, turnId)?.items ?? [],
  });
});

test('has its turns in order, and knows which one runs', () => {
  const first = { turnId: '1' };
  const running = reduced(turnStarted(first), itemStarted(agentMessage('m'), first));
  expect([running.turns.map(({ id }) => id), running.activeTurnId]).toEqual([['1'], '1']);
  const next = [turnCompleted(first), turnStarted({ turnId: '2' })].reduce(reduceThread, running);
  expect([next.turns.map(({ id, status }) => [id, status]), next.activeTurnId]).toEqual([
    [
      ['1', 'completed'],
      ['2', 'inProgress'],
    ],
    '2',
  ]);
});

test('a turn that has ended still hears of its items', () => {
  const ended = reduced(itemStarted(command('c')), turnCompleted(), turnStarted({ turnId: '2' }));
  const late = reduceThread(ended, itemCompleted(command('c', 'completed')));
  expect([late.turns[0]?.items[0]?.status, late.activeTurnId]).toEqual(['completed', '2']);
  expect(late.turns[1]).toBe(ended.turns[1]);
});

test('an end that does not decode ends its turn', () => {
  const view = reduced(turnStarted(), invalid(turnCompleted(), { threadId: 'thread', turn: { id: 'turn' } }));
  expect([view.turns[0]?.status, view.activeTurnId]).toEqual(['unknown', null]);
});

test('the usage of an old turn makes no turn', () => {
  expect(reduced(tokenUsage(3))).toEqual({ ...start, usage: usage(3) });
});

test('a review is one turn, though it starts under an id of its own', () => {
  const view = reduced(...inOrder.slice(0, 3));
  expect([view.turns.map(({ id }) => id), view.activeTurnId]).toEqual([['R'], 'R']);
  expect(reduceThread(view, review.completed)).toMatchObject({
    activeTurnId: null,
    turns: [{ status: 'completed' }],
  });
});

test('keeps the newest 50 turns', () => {
  const events = Array.from({ length: 60 }, (_, index) => [
    turnStarted({ turnId: String(index) }),
    turnCompleted({ turnId: String(index) }),
  ]).flat();
  const { turns } = reduced(...events);
  expect([turns.length, turns[0]?.id, turns.at(-1)?.id]).toEqual([50, '10', '59']);
});

test('a review of a server that names no root is the one that runs and did not start', () => {
  const { threadId, turn } = turnStarted({ turnId: 'X' }).params;
  const { rootTurnId: _, ...unrooted } = turn;
  const started = notification('turn/started', { threadId, turn: { ...unrooted, startedAt: 1 } });
  const view = reduced(review.entered, started);
  expect([view.turns.map(({ id }) => id), view.activeTurnId]).toEqual([['R'], 'R']);
  expect(reduceThread(view, review.completed)).toMatchObject({ activeTurnId: null, turns: [{ id: 'R' }] });
  const plain = reduced(itemStarted(agentMessage('m'), { turnId: '1' }), started);
  expect(plain.turns.map(({ id }) => id)).toEqual(['1', 'X']);
});

describe('late output of a turn', () => {
  const ended = Array.from({ length: 51 }, (_, index) => [
    turnStarted({ turnId: String(index) }),
    turnCompleted({ turnId: String(index) }),
  ]).flat();
  const late = outputDelta('c', 'late', { turnId: '0' });

  test('that has ended and left the newest 50 changes nothing', () => {
    const view = reduced(...ended, turnStarted({ turnId: 'now' }));
    expect(view.forgottenTurnIds).toEqual(['0', '1']);
    expect(reduceThread(view, late)).toBe(view);
  });

  test('that nobody has seen does not make it the one that runs while another does', () => {
    const view = reduced(turnStarted({ turnId: 'now' }), late);
    expect([view.activeTurnId, view.turns.map(({ id }) => id)]).toEqual(['now', ['now', '0']]);
    expect(reduceThread(view, turnCompleted({ turnId: 'now' })).activeTurnId).toBeNull();
    expect(reduceThread(view, turnStarted({ turnId: '0' })).activeTurnId).toBe('0');
    expect(reduced(late).activeTurnId).toBe('0');
  });

  test('that runs stays there, however many others have ended', () => {
    const view = reduced(
      turnStarted({ turnId: 'long' }),
      ...ended,
      outputDelta('c', 'on', { turnId: 'long' }),
    );
    expect(view.turns[0]).toMatchObject({ id: 'long', status: 'inProgress', items: [{ id: 'c' }] });
  });
});

test('what changes nothing gives the same view', () => {
  const view = reduced(turnStarted());
  for (const event of [invalid(delta('m', 'x')), invalid(threadNamed('x'))])
    expect(reduceThread(view, event)).toBe(view);
});
