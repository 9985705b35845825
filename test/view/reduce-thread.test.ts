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
  outputDelta,
  threadNamed,
  tokenUsage,
  turnCompleted,
  turnStarted,
  usage,
} from '../support/notifications';
import { inOrder, review } from '../support/reviews';

const start = initialThreadView('thread');
const reduced = (...events: readonly ServerNotification[]): ThreadView => events.reduce(reduceThread, start);

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

test('what changes nothing gives the same view', () => {
  const view = reduced(turnStarted());
  for (const event of [invalid(delta('m', 'x')), invalid(threadNamed('x'))])
    expect(reduceThread(view, event)).toBe(view);
});

test('turns do not depend on how they are mixed with one another', () => {
  const story = (turnId: string) => [
    turnStarted({ turnId }),
    delta(`m${turnId}`, 'a', { turnId }),
    outputDelta(`c${turnId}`, 'o', { turnId }),
    delta(`m${turnId}`, 'b', { turnId }),
    turnCompleted({ turnId }),
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 15, maxLength: 15 }), (order) => {
      const stories = ['1', '2', '3'].map(story);
      const rest = stories.map((events) => [...events]);
      const mixed = order.flatMap((index) => rest[index]!.splice(0, 1));
      const { turns } = reduced(...mixed, ...rest.flat());
      for (const [index, events] of stories.entries()) {
        const alone = reduced(...events).turns[0];
        expect(turns.find(({ id }) => id === String(index + 1))).toEqual(alone);
      }
    }),
    { numRuns: 100 },
  );
});
