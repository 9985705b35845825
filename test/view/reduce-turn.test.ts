import fc from 'fast-check';
import { from } from 'rxjs';
import { agentText } from '../../lib/operators/agent-text';
import type { ServerNotification } from '../../lib/protocol/notification';
import { reduceTurn } from '../../lib/view/reduce-turn';
import { initialTurnView, turnText, type TurnView } from '../../lib/view/turn-view';
import {
  agentMessage,
  command,
  delta,
  diffUpdated,
  invalid,
  itemCompleted,
  itemStarted,
  notification,
  planUpdated,
  threadId,
  tokenUsage,
  turnCompleted,
  turnId,
  turnStarted,
  unknownNotification,
  usage,
} from '../support/notifications';
import { costRatio } from '../support/cost-ratio';
import { valuesOf } from '../support/operator-cases';
import { reducerCases } from '../support/reducer-cases';
import { itemStory, turnFacts, turnStory } from '../support/stories';

const ids = { threadId, turnId };
const start = initialTurnView('turn');
const reduced = (...events: readonly ServerNotification[]): TurnView => events.reduce(reduceTurn, start);
const failure = { message: 'no', codexErrorInfo: null, additionalDetails: null };

describe('reduceTurn', () => {
  reducerCases<TurnView>({
    reduce: reduceTurn,
    initial: () => start,
    stories: [itemStory(ids), turnFacts(ids)],
    partOf: ({ items, ...facts }, index) =>
      // Whatever goes on ends a retry; the thread is known from the first event of either.
      index === 0 ? items : { ...facts, retrying: null, threadId },
    turns: [ids],
    itemsOf: ({ items }) => items,
  });
});

test('begins, goes on and ends as the server says', () => {
  const view = reduced(
    turnStarted({}, 'root'),
    itemStarted(agentMessage('m')),
    turnCompleted({}, { status: 'failed', error: failure, durationMs: 5 }),
  );
  expect(view).toMatchObject({
    threadId,
    rootTurnId: 'root',
    status: 'failed',
    error: failure,
    durationMs: 5,
    items: [{ status: 'abandoned' }],
  });
});

test.each<[string, ServerNotification, Partial<TurnView>]>([
  ['usage', tokenUsage(3), { usage: usage(3) }],
  ['plan', planUpdated([]), { plan: planUpdated([]).params }],
  ['diff', diffUpdated('+1'), { diff: '+1' }],
  ['compaction', notification('thread/compacted', ids), { compacted: true }],
  [
    'moderation',
    notification('turn/moderationMetadata', { ...ids, metadata: { a: 1 } }),
    { moderation: { a: 1 } },
  ],
  [
    'rerouting',
    notification('model/rerouted', { ...ids, fromModel: 'a', toModel: 'b', reason: 'highRiskCyberActivity' }),
    { rerouted: expect.objectContaining({ toModel: 'b' }) as never },
  ],
  [
    'verification',
    notification('model/verification', { ...ids, verifications: [] }),
    { verification: { ...ids, verifications: [] } },
  ],
])('takes note of %s', (_, event, fields) => {
  expect(reduced(event)).toMatchObject(fields);
});

test('shows what the server tries to get over until something goes on; a final error stays', () => {
  const error = (willRetry: boolean) => notification('error', { ...ids, error: failure, willRetry });
  const retrying = reduced(error(true));
  expect([retrying.retrying?.willRetry, retrying.error]).toEqual([true, null]);
  expect(reduceTurn(retrying, delta('m', 'x')).retrying).toBeNull();
  expect(reduced(error(true), error(false))).toMatchObject({ retrying: null, error: failure });
});

test('ends also with an end that does not decode', () => {
  expect(reduced(invalid(turnCompleted(), { turn: { status: 'interrupted' } })).status).toBe('interrupted');
  for (const params of [null, 1, {}, { turn: null }])
    expect(reduced(invalid(turnCompleted(), params)).status).toBe('unknown');
});

test('what is invalid, unknown or of no concern changes nothing', () => {
  const view = reduced(turnStarted());
  for (const event of [
    invalid(delta('m', 'x')),
    unknownNotification('novel/x', ids),
    notification('skills/changed', {}),
  ])
    expect(reduceTurn(view, event)).toBe(view);
});

test('late events still reach the items', () => {
  const ended = reduced(itemStarted(command('c')), turnCompleted());
  const late = reduceTurn(ended, itemCompleted(command('c', 'completed')));
  expect([late.status, late.items[0]?.status]).toEqual(['completed', 'completed']);
});

test('has the text that the operator has, whatever comes when', () => {
  fc.assert(
    fc.property(turnStory(ids), (whole) => {
      const end = whole.findIndex(({ method }) => method === 'turn/completed');
      const story = end < 0 ? whole : whole.slice(0, end + 1);
      const text = valuesOf(from(story).pipe(agentText())).at(-2) ?? '';
      expect(turnText(reduced(...story))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('deltas take time that grows with their number', () => {
  const all = 10_000;
  const inPortions = (size: number): void => {
    for (let said = 0; said < all; said += size) {
      let view = start;
      for (let i = 0; i < size; i += 1) view = reduceTurn(view, delta('m', 'some words '));
      expect(turnText(view)).toHaveLength(size * 11);
    }
  };
  expect(costRatio(inPortions, 500, all)).toBeLessThan(8);
});
