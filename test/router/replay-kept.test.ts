import fc from 'fast-check';
import type { NotificationReader } from '../../lib/protocol/read-notification';
import type { ServerNotification } from '../../lib/protocol/notification';
import { foldDeltas } from '../../lib/router/fold-deltas';
import { keepArrival, keepEvent, type KeptEvents } from '../../lib/router/kept-events';
import { arrivalsOf, deltaOfItem, eventsOfTurn } from '../support/arriving-texts';
import { nothingKept, replayOf } from '../support/kept';
import { meaningOf } from '../support/meaning';
import { agentMessage, itemCompleted, tokenUsage, unknownNotification } from '../support/notifications';
import { scopeOf, spyReader } from '../support/routing';

const never = (): boolean => false;
const now = 1795351871858;

/** Makes what keeps events as they arrive in a row. */
const keeper = (kept: KeptEvents, reader: NotificationReader, watched = never) => {
  const arrive = arrivalsOf(watched);
  return (event: ServerNotification): void => {
    const arrival = arrive(JSON.stringify(event));
    if (watched()) reader.event(arrival);
    keepArrival(kept, arrival, reader);
    reader.delivered(arrival);
  };
};

/** A store with a reader, and events in it. */
const keeping = (...events: readonly ServerNotification[]) => {
  const { reader, reads, diagnostics } = spyReader();
  const kept = nothingKept();
  const keep = keeper(kept, reader);
  events.forEach(keep);
  return { reader, reads, diagnostics, kept, keep };
};

const readAll = (events: readonly ServerNotification[]): ServerNotification[] => events.map(spyReader().read);

/** Joins adjacent deltas, all of them at once. */
const foldedAtOnce = (events: readonly ServerNotification[]): readonly ServerNotification[] =>
  foldDeltas({ events: [...events], sizes: events.map(() => 0) }, scopeOf).events;

const timeOf = (event: ServerNotification): number => (event as { emittedAtMs: number }).emittedAtMs;

/** The fields that two deltas must share to be one. */
const keysOf = (event: ServerNotification): string => {
  const params = event.params as Readonly<Record<string, unknown>>;
  return JSON.stringify([event.method, scopeOf(event.method).delta?.map((key) => params[key])]);
};

/** What one event must be that stands for some in a row. */
const joined = (events: readonly ServerNotification[]): ServerNotification => {
  const last = events.at(-1)!;
  if (events.length === 1) return last;
  expect(new Set(events.map(keysOf)).size).toBe(1);
  expect(events.every((event) => event.invalid !== true && scopeOf(event.method).delta)).toBe(true);
  const delta = events.map(({ params }) => (params as { readonly delta: string }).delta).join('');
  return { ...last, params: { ...Object(last.params), delta }, folded: true };
};

const stamped = eventsOfTurn.map((events) =>
  events.map((event, at) => ({ ...event, emittedAtMs: now + at })),
);

describe('replayKept', () => {
  it('shows what JSON.parse makes of the messages; folded, deltas of one item in a row as one', () => {
    let foldedOnes = 0;
    fc.assert(
      fc.property(eventsOfTurn, fc.infiniteStream(fc.nat(9)), (events, numbers) => {
        const { reader, diagnostics } = spyReader();
        const kept = nothingKept();
        let watched = false;
        const keep = keeper(kept, reader, () => watched);
        for (const event of events) {
          const number = numbers.next().value;
          watched = number < 3;
          keep(event);
          if (number === 9) replayOf(kept, reader, { folds: events.length % 2 === 0 });
        }
        const whole = readAll(events);
        const expected = foldedAtOnce(whole);
        for (let times = 0; times < 2; times += 1) {
          const unfolded = replayOf(kept, reader);
          expect(unfolded).toEqual(whole);
          expect(JSON.stringify(unfolded)).toBe(JSON.stringify(whole));
          const folded = replayOf(kept, reader, { folds: true });
          expect(folded).toEqual(expected);
          expect(meaningOf(folded)).toEqual(meaningOf(whole));
        }
        foldedOnes += expected.filter((event) => 'folded' in event).length;
        const bad = whole.filter(({ invalid }) => invalid).map((event) => JSON.stringify(event));
        expect(diagnostics).toHaveLength(new Set(bad).size);
      }),
      { numRuns: 300 },
    );
    expect(foldedOnes).toBeGreaterThan(300);
  });

  it.each([true, false])(
    'shows once each also what is added by whoever is shown one (folded: %p)',
    (folds) => {
      let added = 0;
      fc.assert(
        fc.property(stamped, fc.nat(), fc.infiniteStream(fc.nat(5)), (events, start, numbers) => {
          const { reader } = spyReader();
          const kept = nothingKept();
          const keep = keeper(kept, reader);
          let waiting = start % (events.length + 1);
          events.slice(0, waiting).forEach(keep);
          const seen = replayOf(kept, reader, {
            folds,
            next: () => {
              for (let { value } = numbers.next(); value > 2 && waiting < events.length; value -= 1) {
                keep(events[waiting]!);
                waiting += 1;
                added += 1;
              }
            },
          });
          const whole = readAll(events.slice(0, waiting));
          let from = 0;
          for (const event of seen) {
            // The time tells which is the last one that it stands for.
            const to = whole.findIndex((other) => timeOf(other) === timeOf(event)) + 1;
            expect(to).toBeGreaterThan(from);
            if (!folds) expect(to).toBe(from + 1);
            expect(event).toEqual(joined(whole.slice(from, to)));
            from = to;
          }
          expect(from).toBe(waiting);
          expect(replayOf(kept, reader, { folds })).toEqual(folds ? foldedAtOnce(whole) : whole);
        }),
        { numRuns: 300 },
      );
      expect(added).toBeGreaterThan(500);
    },
  );

  it('shows a row of a thousand deltas as one, marked, with the time of the last', () => {
    const events = Array.from({ length: 1_000 }, (_, at) => deltaOfItem('1', `${at} `, now + at));
    const { kept, reader } = keeping(...events);
    const text = events.map((_, at) => `${at} `).join('');
    const whole = { ...deltaOfItem('1', text, now + 999), folded: true };
    expect(replayOf(kept, reader, { folds: true })).toEqual([whole]);
    // Nothing was changed by that.
    expect(replayOf(kept, reader)).toEqual(events);
  });

  it('does not join over what is invalid, of another item, or no delta', () => {
    const bad = unknownNotification('item/agentMessage/delta', {
      threadId: 'thread',
      turnId: 'turn',
      itemId: 7,
      delta: 'b',
    });
    const events = [
      ...[deltaOfItem('1', 'a'), bad, deltaOfItem('1', 'c'), tokenUsage(1)],
      ...[deltaOfItem('1', 'd'), deltaOfItem('2', 'e'), itemCompleted(agentMessage('2', 'e'))],
    ];
    const { kept, reader, diagnostics } = keeping(...events);
    expect(replayOf(kept, reader, { folds: true })).toEqual(
      events.map((event) => (event === bad ? { ...bad, invalid: true } : event)),
    );
    expect(diagnostics).toHaveLength(1);
  });

  it('joins deltas that are kept as rows, as text, and as they were read elsewhere', () => {
    const more = { ...deltaOfItem('1', 'c'), more: 1 };
    const { kept, keep, reader } = keeping(deltaOfItem('1', 'a'), deltaOfItem('1', 'b'), more);
    keepEvent(kept, deltaOfItem('1', 'd'));
    keep(deltaOfItem('1', 'e'));
    expect(replayOf(kept, reader)[2]).toEqual(more);
    expect(replayOf(kept, reader, { folds: true })).toEqual([{ ...deltaOfItem('1', 'abcde'), folded: true }]);
  });

  it('keeps a character whole that two deltas shared', () => {
    const { kept, reader } = keeping(deltaOfItem('1', '\ud83d'), deltaOfItem('1', '\ude00'));
    expect(replayOf(kept, reader)).toEqual([deltaOfItem('1', '\ud83d'), deltaOfItem('1', '\ude00')]);
    expect(replayOf(kept, reader, { folds: true })).toEqual([{ ...deltaOfItem('1', '😀'), folded: true }]);
  });

  it.each([true, false])('shows no more than somebody wants (folded: %p)', (folds) => {
    const rows = Array.from({ length: 30 }, (_, at) => deltaOfItem(String(at % 2), 'x'));
    const { kept, reader } = keeping(tokenUsage(0), ...rows, tokenUsage(1));
    for (const wanted of [1, 5, 31, 32]) {
      let shown = 0;
      const next = (): void => void (shown += 1);
      const seen = replayOf(kept, reader, { folds, next, until: () => shown === wanted });
      expect(seen).toEqual([tokenUsage(0), ...rows, tokenUsage(1)].slice(0, wanted));
    }
  });

  it.each([true, false])('shows the same to two at once, one inside of the other (folded: %p)', (folds) => {
    const events = [deltaOfItem('1', 'a'), deltaOfItem('1', 'b'), tokenUsage(1), deltaOfItem('1', 'c')];
    const { kept, reader } = keeping(...events);
    const inner: (readonly ServerNotification[])[] = [];
    const next = (): void => void inner.push(replayOf(kept, reader, { folds }));
    const outer = replayOf(kept, reader, { folds, next });
    expect(outer).toEqual(folds ? foldedAtOnce(events) : events);
    expect(inner).toEqual(outer.map(() => outer));
  });

  it('costs no more per event when there are many', () => {
    const stepsFor = (count: number): number => {
      const events = Array.from({ length: count }, (_, at) => deltaOfItem(String(at % 3), 'x'));
      const { kept, reader, reads } = keeping(...events);
      const before = reads();
      const lookUp = jest.fn(scopeOf);
      replayOf(kept, reader, { folds: true, scopeOf: lookUp });
      return (lookUp.mock.calls.length + reads() - before) / count;
    };
    expect(stepsFor(8_000)).toBeLessThanOrEqual(2 * stepsFor(1_000));
    expect(stepsFor(8_000)).toBeLessThan(5);
  });
});
