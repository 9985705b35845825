import fc, { type Arbitrary } from 'fast-check';
import type { Arrival } from '../../lib/protocol/arrival';
import { createArrivals } from '../../lib/protocol/arrivals';
import type { NotificationMessage } from '../../lib/protocol/message';
import type { ServerNotification } from '../../lib/protocol/notification';
import { agentMessage, itemCompleted, tokenUsage, turnStarted, unknownNotification } from './notifications';
import { scopeOf } from './routing';

/** A delta as the server writes it: the text that it adds comes last. */
export const deltaOfItem = (itemId: string, text: string, emittedAtMs?: number | null): ServerNotification =>
  ({
    method: 'item/agentMessage/delta',
    params: { threadId: 'thread', turnId: 'turn', itemId, delta: text },
    ...(emittedAtMs === undefined ? {} : { emittedAtMs }),
  }) as ServerNotification;

/** One of reasoning: here a field follows the text. */
const deltaOfPart = (contentIndex: number, text: string): ServerNotification => ({
  method: 'item/reasoning/textDelta',
  params: { threadId: 'thread', turnId: 'turn', itemId: 'r', delta: text, contentIndex },
  emittedAtMs: 1795351871858,
});

/** Notifications whose params fail their codec; each differs from the others. */
const invalidOnes = fc.oneof(
  fc
    .nat()
    .map((number) =>
      unknownNotification('item/started', { threadId: 'thread', turnId: 'turn', item: number }),
    ),
  fc.nat().map((number) =>
    unknownNotification('item/agentMessage/delta', {
      threadId: 'thread',
      turnId: 'turn',
      itemId: number,
      delta: 'x',
    }),
  ),
  fc
    .string()
    .map((text) =>
      unknownNotification('item/agentMessage/delta', { threadId: 'thread', turnId: 'turn', delta: text }),
    ),
);

/** Notifications of one turn: mostly deltas in rows. */
export const eventsOfTurn: Arbitrary<readonly ServerNotification[]> = fc
  .array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc
          .tuple(
            fc.constantFrom('1', '2'),
            fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 8 }),
            fc.nat(2),
          )
          .map(([id, texts, step]) =>
            texts.map((text, at) => deltaOfItem(id, text, 1795351871858 + at * step)),
          ),
      },
      {
        weight: 1,
        arbitrary: fc
          .array(fc.string(), { maxLength: 3 })
          .map((texts) => texts.map((text) => deltaOfItem('1', text))),
      },
      {
        weight: 2,
        arbitrary: fc
          .array(fc.tuple(fc.nat(1), fc.string()), { maxLength: 3 })
          .map((parts) => parts.map((part) => deltaOfPart(...part))),
      },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(turnStarted(), tokenUsage(1), unknownNotification('novel', { turnId: 'turn' }))
          .map((one) => [one]),
      },
      { weight: 1, arbitrary: fc.constant([itemCompleted(agentMessage('1', 'whole'))]) },
      { weight: 1, arbitrary: invalidOnes.map((one) => [one]) },
    ),
    { maxLength: 12 },
  )
  .map((rows) => rows.flat());

/** Texts as the arrivals that a client makes of them; `watched` says whether somebody watches them. */
export const arrivalsOf = (watched: () => boolean): ((text: string) => Arrival) => {
  const arrivals = createArrivals({ scopeOf, watches: watched, watchesAll: watched });
  return (text) => arrivals.read(text) ?? arrivals.of(JSON.parse(text) as NotificationMessage, text);
};
