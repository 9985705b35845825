import fc from 'fast-check';
import { agentText } from '../../lib/operators/agent-text';
import { createEventLog, type EventLog } from '../../lib/router/event-log';
import type { ServerNotification } from '../../lib/protocol/notification';
import { foldDeltas } from '../../lib/router/fold-deltas';
import { meaningOf } from '../support/meaning';
import {
  delta,
  itemCompleted,
  agentMessage,
  invalid,
  notification,
  outputDelta,
  reasoningDelta,
  turnStarted,
} from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { logOptions, pushAll, scopeOf, sizeOf, spyReader } from '../support/routing';

const anyEvent: fc.Arbitrary<ServerNotification> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.constantFrom('1', '2'), fc.string({ unit: 'binary' }))
      .map(([id, text]) => delta(id, text)),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(1), fc.string()).map(([index, text]) => reasoningDelta('1', index, text)),
  },
  { weight: 2, arbitrary: fc.string().map((text) => outputDelta('1', text)) },
  { weight: 1, arbitrary: fc.constant(turnStarted()) },
  { weight: 1, arbitrary: fc.constant(itemCompleted(agentMessage('1', 'whole'))) },
  { weight: 1, arbitrary: fc.constant(notification('item/agentMessage/delta', { delta: 'x' } as never)) },
);

const replayOf = (log: EventLog): ServerNotification[] => {
  const seen: ServerNotification[] = [];
  log.events$.subscribe((event) => seen.push(event)).unsubscribe();
  return seen;
};

describe('folding in the replay of an event log', () => {
  it('keeps what the events say exactly, in order, whatever the bounds', () => {
    fc.assert(
      fc.property(
        fc.array(anyEvent, { maxLength: 120 }),
        fc.nat(20),
        fc.nat(2_000),
        (events, maxEvents, maxBytes) => {
          const log = createEventLog(logOptions({ maxEvents, maxBytes }));
          const live = valuesOf(log.events$);
          pushAll(log, events);
          const { read: readOne } = spyReader();
          const read = events.map(readOne);
          expect(meaningOf(replayOf(log))).toEqual(meaningOf(read));
          const over = log.length() > maxEvents || log.bytes() > maxBytes;
          const sizes = read.map(() => 0);
          expect(replayOf(log)).toEqual(over ? foldDeltas({ events: read, sizes }, scopeOf).events : read);
          // Who was there from the start got every piece as it was.
          expect(live).toEqual(read);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('gives late subscribers the same text as live ones', () => {
    const log = createEventLog(logOptions({ maxEvents: 3 }));
    const live = valuesOf(log.events$.pipe(agentText()));
    pushAll(
      log,
      [...'abcdefgh'].map((letter) => delta('m', letter)),
    );
    expect([log.length(), replayOf(log).length]).toEqual([8, 1]);
    expect(valuesOf(log.events$.pipe(agentText())).at(-1)).toBe(live.at(-1));
  });

  it('marks what it joined, and nothing else', () => {
    const log = createEventLog(logOptions({ maxEvents: 3 }));
    pushAll(log, [turnStarted(), delta('m', 'a'), delta('m', 'b'), reasoningDelta('r', 0, 'c')]);
    expect(replayOf(log)).toEqual([
      turnStarted(),
      { ...delta('m', 'ab'), folded: true },
      reasoningDelta('r', 0, 'c'),
    ]);
  });

  it('joins above its bounds, and not at them', () => {
    const events = [...'abcdefgh'].map((letter) => delta('m', letter));
    const bytes = sizeOf(events[0]!) + 7;
    const shown = [{ maxEvents: 8 }, { maxEvents: 7 }, { maxBytes: bytes }, { maxBytes: bytes - 1 }].map(
      (bounds) => {
        const log = createEventLog(logOptions(bounds));
        pushAll(log, events);
        expect(log.bytes()).toBe(bytes);
        return replayOf(log).length;
      },
    );
    expect(shown).toEqual([8, 1, 8, 1]);
  });

  it('shows a handful of events per item, and keeps no more, however many deltas come', () => {
    const log = createEventLog(logOptions({ maxEvents: 100 }));
    for (let index = 0; index < 20_000; index += 1) {
      const item = Math.floor(index / 1_000);
      pushAll(log, [delta(`item ${item}`, 'word ')]);
      if (index % 997 === 0 && index > 0) expect(replayOf(log).length).toBe(item + 1);
    }
    const shown = replayOf(log);
    expect([shown.length, log.kept().length, log.store.entries.length]).toEqual([20, 20, 20]);
    expect(shown[19]).toEqual({ ...delta('item 19', 'word '.repeat(1_000)), folded: true });
    expect(log.length()).toBe(20_000);
  });

  it('measures of deltas in a row the first one and the text of the others', () => {
    const log = createEventLog(logOptions({ maxBytes: 10_000 }));
    const rows: ServerNotification[] = [];
    let expected = 0;
    for (let index = 0; index < 2_000; index += 1) {
      const event = delta(`item ${Math.floor(index / 500)}`, 'word ');
      expected += index % 500 === 0 ? sizeOf(event) : 'word '.length;
      rows.push(event);
      pushAll(log, [event]);
      expect(log.bytes()).toBe(expected);
    }
    expect(rows.reduce((sum, event) => sum + sizeOf(event), 0)).toBeGreaterThan(200_000);
    expect(replayOf(log)).toHaveLength(4);
    // That it was shown changes nothing.
    expect([log.bytes(), log.length()]).toEqual([expected, 2_000]);
  });

  it('does the same for a log that mirrors it, and for whoever looks at what is kept', () => {
    const log = createEventLog(logOptions({ maxEvents: 3 }));
    pushAll(
      log,
      [...'abcdefgh'].map((letter) => delta('m', letter)),
    );
    const whole = { ...delta('m', 'abcdefgh'), folded: true };
    expect([log.kept(), valuesOf(log.watched$)]).toEqual([[whole], [whole]]);
  });

  it('drops nothing where nothing can be joined', () => {
    const log = createEventLog(logOptions({ maxEvents: 10 }));
    const events = Array.from({ length: 1_000 }, (_, index) => delta(`item ${index % 2}`, String(index)));
    pushAll(log, events);
    expect(replayOf(log)).toEqual(events);
  });

  it.each([
    ['can be joined', (): string => 'm'],
    ['cannot be joined', (index: number): string => `item ${index % 2}`],
  ])('costs the same per event, however long the turn, where deltas %s', (_what, itemOf) => {
    const stepsFor = (count: number): number => {
      const lookUp = jest.fn(scopeOf);
      const { reader, reads } = spyReader();
      const log = createEventLog({ ...logOptions({ maxEvents: 10 }), reader, scopeOf: lookUp });
      for (let index = 0; index < count; index += 1) pushAll(log, [delta(itemOf(index), 'x')]);
      replayOf(log);
      return (lookUp.mock.calls.length + reads()) / count;
    };
    expect(stepsFor(8_000)).toBeLessThan(2 * stepsFor(1_000) + 1);
    expect(stepsFor(8_000)).toBeLessThan(5);
  });

  it('does not fold under a replay: everybody gets every event once and in order', () => {
    const log = createEventLog(logOptions({ maxEvents: 4 }));
    const events = [...'abcdefghij'].map((letter) => delta('m', letter));
    pushAll(log, events.slice(0, 3));
    const seen: ServerNotification[] = [];
    log.events$.subscribe((event) => {
      seen.push(event);
      if (seen.length === 1) pushAll(log, events.slice(3, 9));
    });
    expect(seen).toEqual(events.slice(0, 9));
    expect(log.length()).toBe(9);
    pushAll(log, events.slice(9));
    expect(seen).toEqual(events);
    expect(replayOf(log)).toEqual([{ ...delta('m', 'abcdefghij'), folded: true }]);
  });

  it('reads what it joins, also unwatched and once, so that nothing invalid is joined', () => {
    const { reader, reads, diagnostics } = spyReader();
    const log = createEventLog({ ...logOptions({ maxEvents: 3 }), reader });
    const bad = notification('item/agentMessage/delta', { itemId: 'm', delta: 'b' } as never);
    pushAll(log, [delta('m', 'a'), bad, delta('m', 'c'), delta('m', 'd')]);
    expect(diagnostics).toHaveLength(1);
    expect(replayOf(log)).toEqual([delta('m', 'a'), invalid(bad), { ...delta('m', 'cd'), folded: true }]);
    // Each when it is kept, and the invalid one again when it is shown.
    expect(reads()).toBe(5);
  });
});
