import fc from 'fast-check';
import type { Arrival } from '../../lib/protocol/arrival';
import { skimmedArrival } from '../../lib/protocol/arrival';
import type { ServerNotification } from '../../lib/protocol/notification';
import { keepArrival, keepEvent, type Entry, type KeptEvents } from '../../lib/router/kept-events';
import { arrivalsOf, deltaOfItem, eventsOfTurn } from '../support/arriving-texts';
import { nothingKept, replayOf } from '../support/kept';
import {
  itemStarted,
  agentMessage,
  tokenUsage,
  turnStarted,
  unknownNotification,
} from '../support/notifications';
import { arriving, scopeOf, spyReader } from '../support/routing';

const never = (): boolean => false;

/** How one event arrives: whether it is watched, and whether somebody reads it before it is kept, or after. */
const arrivalHow = fc.record({
  watched: fc.nat(3).map((number) => number === 0),
  before: fc.boolean(),
  after: fc.boolean(),
  replayed: fc.nat(9),
});

/** Events as they are read by whoever reads them on arrival. */
const readAll = (events: readonly ServerNotification[]): ServerNotification[] => events.map(spyReader().read);

/** How often each invalid event must be reported. */
const invalidAmong = (events: readonly ServerNotification[]): unknown[] => {
  const texts = events
    .filter((event) => spyReader().read(event).invalid)
    .map((event) => JSON.stringify(event));
  return [...new Set(texts)].map((text) => JSON.parse(text) as unknown);
};

const deltaIn = (event: ServerNotification): string => (event.params as { readonly delta: string }).delta;

/** What deltas must share to be kept as a row. */
const envelopeOf = ({ method, params }: ServerNotification): string =>
  JSON.stringify([method, { ...Object(params), delta: '' }]);

/** Whether an entry is a row of deltas, and how many events it stands for. */
const rowOf = (entry: Entry): readonly [isRow: boolean, count: number] =>
  'count' in entry ? [entry.shape !== undefined, entry.count] : [false, 1];

/** The size of what is kept of events: of deltas in a row, the first one and the text of the others. */
const bytesOf = (kept: KeptEvents, events: readonly ServerNotification[]): number => {
  const left = [...events];
  let size = 0;
  for (const [isRow, count] of kept.entries.map(rowOf))
    for (const [nth, event] of left.splice(0, count).entries()) {
      const follows = isRow && nth > 0;
      if (follows) expect(envelopeOf(event)).toBe(envelopeOf(events[events.indexOf(event) - 1]!));
      size += follows ? deltaIn(event).length : JSON.stringify(event).length;
    }
  expect(left).toEqual([]);
  return size;
};

const arrivedAs = (how: Arrival): string => (how.line ? 'by shape' : how.message ? 'parsed' : 'skimmed');

describe('kept events', () => {
  it('are replayed as JSON.parse reads them, however they arrived, and reported once if they are invalid', () => {
    const arrived = { 'by shape': 0, parsed: 0, skimmed: 0 };
    fc.assert(
      fc.property(eventsOfTurn, fc.infiniteStream(arrivalHow), (events, hows) => {
        const { reader, diagnostics } = spyReader();
        const kept = nothingKept();
        let watched = false;
        const arrive = arrivalsOf(() => watched);
        for (const event of events) {
          const how = hows.next().value;
          ({ watched } = how);
          const arrival = arrive(JSON.stringify(event));
          arrived[arrivedAs(arrival) as keyof typeof arrived] += 1;
          if (how.before) reader.event(arrival);
          keepArrival(kept, arrival, reader);
          if (how.after) reader.event(arrival);
          reader.delivered(arrival);
          if (how.replayed === 0) replayOf(kept, reader);
        }
        const expected = readAll(events);
        for (let times = 0; times < 2; times += 1) {
          const seen = replayOf(kept, reader);
          expect(seen).toEqual(expected);
          expect(seen.map((event) => JSON.stringify(event))).toEqual(
            expected.map((event) => JSON.stringify(event)),
          );
        }
        expect(kept.length).toBe(events.length);
        expect(kept.bytes).toBe(bytesOf(kept, events));
        const reported = diagnostics.map(({ raw }) => JSON.stringify(raw)).sort();
        expect(reported).toEqual(
          invalidAmong(events)
            .map((raw) => JSON.stringify(raw))
            .sort(),
        );
      }),
      { numRuns: 300 },
    );
    expect(Object.values(arrived).map((count) => count > 100)).toEqual([true, true, true]);
  });

  it.each([
    ['as the client reads them: one more, from where it reads by shape', () => arrivalsOf(never), 2],
    ['all of them parsed', () => (text: string) => arriving(JSON.parse(text) as ServerNotification, text), 1],
  ])('take no more than one entry for deltas in a row, %s', (_, arrivals, entries) => {
    const { reader } = spyReader();
    const kept = nothingKept();
    const arrive = arrivals();
    const events = Array.from({ length: 1_000 }, (__, at) => deltaOfItem('1', String(at), 1795351871858));
    for (const event of events) keepArrival(kept, arrive(JSON.stringify(event)), reader);
    expect([kept.length, kept.entries.map((entry) => rowOf(entry)[0])]).toEqual([
      1_000,
      Array<boolean>(entries).fill(true),
    ]);
    expect(kept.bytes).toBe(bytesOf(kept, events));
    expect(replayOf(kept, reader)).toEqual(events);
  });

  it('begin a new row where anything but the text and the time differs, and go on where it does not', () => {
    const { reader } = spyReader();
    const kept = nothingKept();
    const part = (summaryIndex: number, text: string): ServerNotification =>
      unknownNotification('item/reasoning/summaryTextDelta', {
        ...{ threadId: 'thread', turnId: 'turn', itemId: 'r', delta: text, summaryIndex },
      });
    const events = [
      ...[part(0, 'a'), part(0, 'b'), part(1, 'c'), part(1, 'd'), part(0, 'e')],
      ...[deltaOfItem('1', 'f'), deltaOfItem('1', 'g', 1795351871858), deltaOfItem('2', 'h')],
    ];
    for (const event of events) keepArrival(kept, arriving(event), reader);
    expect(kept.entries.map(rowOf)).toEqual([2, 2, 1, 2, 1].map((count) => [true, count]));
    expect(replayOf(kept, reader)).toEqual(events);
  });

  it('are kept as text where a delta says more than that', () => {
    const { reader } = spyReader();
    const kept = nothingKept();
    const events = [1, 2].map((more) => ({ ...deltaOfItem('1', 'a'), more }));
    for (const event of events) keepArrival(kept, arriving(event), reader);
    expect(kept.entries.map(rowOf)).toEqual([[false, 2]]);
    expect(replayOf(kept, reader)).toEqual(events);
  });

  it.each([null, true, 'soon', 1e21, -5, 0.5, 2 ** 60])(
    'say when they were emitted as the server said it: %p',
    (time) => {
      const { reader } = spyReader();
      const kept = nothingKept();
      const arrive = arrivalsOf(never);
      const events = [...'abcd'].map((letter) => deltaOfItem('1', letter, time as number));
      for (const event of events) keepArrival(kept, arrive(JSON.stringify(event)), reader);
      expect(replayOf(kept, reader)).toEqual(events);
    },
  );

  it('may be events that were read elsewhere, which are replayed as they are', () => {
    const { reader } = spyReader();
    const kept = nothingKept();
    const event = turnStarted();
    keepEvent(kept, event);
    keepEvent(kept, event);
    expect(replayOf(kept, reader)).toEqual([event, event]);
    expect(replayOf(kept, reader)[0]).toBe(event);
    // Another log counts them.
    expect([kept.length, kept.bytes]).toEqual([2, 0]);
  });

  it('are shown once each when they are added during a replay, also behind a row of deltas', () => {
    const { reader } = spyReader();
    const kept = nothingKept();
    const arrive = arrivalsOf(never);
    const events = [...'abcdef'].map((letter) => deltaOfItem('1', letter, 1795351871858));
    const more = [deltaOfItem('1', 'g', 1795351871858), tokenUsage(1), deltaOfItem('1', 'h', 1795351871858)];
    const keep = (event: ServerNotification): void =>
      keepArrival(kept, arrive(JSON.stringify(event)), reader);
    events.forEach(keep);
    let shown = 0;
    const next = (): void => {
      shown += 1;
      if (shown === events.length) more.forEach(keep);
    };
    const seen = replayOf(kept, reader, { next });
    expect(seen).toEqual([...events, ...more]);
    expect(replayOf(kept, reader)).toEqual(seen);
  });

  it('are shown to two who read at once, one inside of the other', () => {
    const { reader, diagnostics } = spyReader();
    const kept = nothingKept();
    const bad = unknownNotification('item/started', { threadId: 'thread', turnId: 'turn', item: null });
    for (const event of [bad, turnStarted(), bad]) keepArrival(kept, skimmed(event), reader);
    const inner: ServerNotification[] = [];
    const next = (): void => {
      if (inner.length === 0) inner.push(...replayOf(kept, reader));
    };
    const outer = replayOf(kept, reader, { next });
    expect(outer).toEqual([{ ...bad, invalid: true }, turnStarted(), { ...bad, invalid: true }]);
    expect(inner).toEqual(outer);
    expect(diagnostics).toHaveLength(1);
  });

  it('are read no further than somebody wants', () => {
    const { reader, reads } = spyReader();
    const kept = nothingKept();
    for (let total = 0; total < 5; total += 1) keepArrival(kept, skimmed(tokenUsage(total)), reader);
    let shown = 0;
    const seen = replayOf(kept, reader, { next: () => void (shown += 1), until: () => shown === 2 });
    expect([seen, reads()]).toEqual([[tokenUsage(0), tokenUsage(1)], 2]);
  });

  it('give whoever reads them later equal messages, made anew for each of them', () => {
    const { reader } = spyReader();
    const kept = nothingKept();
    const arrival = arriving(itemStarted(agentMessage('1')));
    const live = reader.event(arrival);
    keepArrival(kept, arrival, reader);
    expect(replayOf(kept, reader)).toEqual([live]);
    expect(replayOf(kept, reader)[0]).not.toBe(replayOf(kept, reader)[0]);
  });
});

/** An event that nobody watches, with a text of its own if need be. */
function skimmed(event: ServerNotification, text = JSON.stringify(event)): Arrival {
  return skimmedArrival(scopeOf(event.method), 'thread', 'turn', text);
}
