import fc from 'fast-check';
import { from } from 'rxjs';
import { agentText } from '../../lib/operators/agent-text';
import type { ServerNotification } from '../../lib/protocol/notification';
import { createEventLog } from '../../lib/router/event-log';
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
  outputDelta,
  planUpdated,
  reasoningDelta,
  threadId,
  tokenUsage,
  turnCompleted,
  turnId,
  turnStarted,
  unknownNotification,
  usage,
} from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { logOptions, pushAll } from '../support/routing';

const ids = { threadId, turnId };
const start = initialTurnView('turn');
const reduced = (...events: readonly ServerNotification[]): TurnView => events.reduce(reduceTurn, start);
const failure = { message: 'no', codexErrorInfo: null, additionalDetails: null };

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

/** Events of one turn, in any order a server might come up with. */
const events = fc.array(
  fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.string()).map(([id, text]) => delta(id, text)),
    fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.string())
      .map(([id, text]) => itemStarted(agentMessage(id, text))),
    fc
      .tuple(fc.constantFrom('a', 'b', 'c'), fc.string())
      .map(([id, text]) => itemCompleted(agentMessage(id, text))),
    fc.tuple(fc.constantFrom('x', 'y'), fc.string()).map(([id, text]) => outputDelta(id, text)),
    fc
      .tuple(fc.constantFrom('r'), fc.nat(2), fc.string())
      .map(([id, part, text]) => reasoningDelta(id, part, text)),
    fc.constantFrom<ServerNotification>(
      itemStarted(command('x')),
      itemCompleted(command('x', 'completed')),
      turnStarted(),
      tokenUsage(1),
    ),
  ),
  { maxLength: 40 },
);

test('has the text that the operator has, whatever comes when', () => {
  fc.assert(
    fc.property(events, (story) => {
      const text = valuesOf(from(story).pipe(agentText())).at(-2) ?? '';
      expect(turnText(reduced(...story))).toBe(text);
    }),
    { numRuns: 500 },
  );
});

test('a replay gives the same state, folded or not', () => {
  fc.assert(
    fc.property(events, (story) => {
      const log = createEventLog(logOptions({ maxEvents: 3 }));
      pushAll(log, story);
      log.complete();
      const replayed = valuesOf(log.events$).slice(0, -1) as ServerNotification[];
      const { items, ...rest } = reduced(...replayed);
      const { items: live, ...expected } = reduced(...story);
      expect(rest).toEqual(expected);
      // How a long output is kept may differ; what it says does not.
      expect(items.map(({ output: _, ...item }) => item)).toEqual(live.map(({ output: _, ...item }) => item));
    }),
    { numRuns: 200 },
  );
});

test('what an event does not concern is the same object as before', () => {
  fc.assert(
    fc.property(events, (story) => {
      story.reduce((view, event) => {
        const next = reduceTurn(view, event);
        const kept = next.items.filter((item) => view.items.includes(item)).length;
        expect(kept).toBeGreaterThanOrEqual(view.items.length - 2);
        return next;
      }, start);
    }),
  );
});

test('10,000 deltas take time that grows with their number', () => {
  const timeOf = (count: number): number => {
    const startedAt = performance.now();
    let view = start;
    for (let i = 0; i < count; i += 1) view = reduceTurn(view, delta('m', 'some words '));
    expect(turnText(view)).toHaveLength(count * 11);
    return performance.now() - startedAt;
  };
  timeOf(1_000);
  expect(timeOf(20_000)).toBeLessThan(60 * timeOf(1_000) + 50);
});
