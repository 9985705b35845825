import { reducerCases } from '../support/reducer-cases';
import { itemStory, ofItems } from '../support/stories';
import { reduceItemViews, type ItemViews } from '../../lib/view/reduce-items';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  agentMessage,
  command,
  delta,
  itemCompleted,
  itemStarted,
  outputDelta,
  reasoningDelta,
  turnCompleted,
  turnStarted,
} from '../support/notifications';

const ids = { threadId: 'thread', turnId: 'turn' };
/** The letters that the ids of items begin with: one story each, but that messages give one another up. */
const letters = ['m', 'c', 'r', 'p', 'ftn'];

describe('reduceItemViews', () => {
  reducerCases<ItemViews>({
    reduce: reduceItemViews,
    initial: () => [],
    stories: letters.map((some) => itemStory(ids).map((story) => ofItems(story, some))),
    partOf: (items, index) => items.filter(({ id }) => letters[index]!.includes(id[0]!)),
    turns: [ids],
    itemsOf: (items) => items,
    onlyValid: true,
  });
});

const reduced = (...events: readonly ServerNotification[]): ItemViews => events.reduce(reduceItemViews, []);
const brief = (items: ItemViews) =>
  items.map(({ id, status, givenUp, item }) => [
    id,
    status,
    ...(givenUp ? ['given up'] : []),
    ...('text' in item ? [item.text] : []),
  ]);

test('items stand in the order in which they were first seen, and completed ones are final', () => {
  const items = reduced(
    itemStarted(agentMessage('m')),
    itemStarted(command('c')),
    delta('m', 'par'),
    itemCompleted(agentMessage('m', 'whole')),
    delta('m', '!'),
    itemStarted(agentMessage('m', 'again')),
  );
  expect(brief(items)).toEqual([
    ['m', 'completed', 'whole'],
    ['c', 'open'],
  ]);
});

test('a message that is open when another begins was given up, and comes back if it goes on', () => {
  const events = [
    itemStarted(agentMessage('a')),
    delta('a', 'try'),
    itemStarted(agentMessage('b')),
    delta('b', 'fi'),
  ];
  expect(brief(reduced(...events))).toEqual([
    ['a', 'abandoned', 'given up', 'try'],
    ['b', 'open', 'fi'],
  ]);
  expect(brief(reduced(...events, delta('a', '!')))).toEqual([
    ['a', 'open', 'try!'],
    ['b', 'open', 'fi'],
  ]);
});

test('what is open when the turn ends is abandoned, and may still complete', () => {
  const ended = reduced(itemStarted(command('c')), itemStarted(agentMessage('m', 'half')), turnCompleted());
  expect(brief(ended)).toEqual([
    ['c', 'abandoned'],
    ['m', 'abandoned', 'half'],
  ]);
  const late = reduceItemViews(ended, outputDelta('c', 'late'));
  expect(late[0]).toMatchObject({ status: 'open', item: { aggregatedOutput: 'late' } });
  expect(brief(reduceItemViews(late, itemCompleted(command('c', 'completed'))))[0]).toEqual([
    'c',
    'completed',
  ]);
});

test('a beginning that comes late takes in what was streamed before', () => {
  const [message, ran, thought] = reduced(
    delta('m', 'streamed'),
    outputDelta('c', 'out'),
    reasoningDelta('r', 0, 'deep'),
    itemStarted(agentMessage('m', 'str')),
    itemStarted(command('c')),
    itemStarted({ type: 'reasoning', id: 'r' }),
  );
  expect(message).toEqual({ id: 'm', kind: 'message', status: 'open', item: agentMessage('m', 'streamed') });
  expect(ran).toMatchObject({ item: { ...command('c'), aggregatedOutput: 'out' } });
  expect(ran).not.toHaveProperty('partial');
  expect(thought).toMatchObject({ item: { content: ['deep'] } });
});

test('what changes nothing gives the same list; what changes, the same other items', () => {
  const items = reduced(itemStarted(command('c')), itemCompleted(agentMessage('m', 'x')));
  for (const event of [turnStarted(), delta('m', 'y'), itemStarted(command('c'))])
    expect(reduceItemViews(items, event)).toBe(items);
  const next = reduceItemViews(items, delta('n', 'y'));
  expect([next[0] === items[0], next[1] === items[1], next.length]).toEqual([true, true, 3]);
});
