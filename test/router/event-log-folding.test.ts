import fc from 'fast-check';
import { agentText } from '../../lib/operators/agent-text';
import { createEventLog, type EventLog } from '../../lib/router/event-log';
import type { ServerNotification } from '../../lib/protocol/notification';
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

/** An event by what a reader of a whole turn gets from it: which deltas there were, however they were cut. */
const meaningOf = (events: readonly ServerNotification[]): readonly unknown[] => {
  const pieces: { readonly key: string; text: string }[] = [];
  for (const { method, params, invalid: isInvalid } of events) {
    const { delta: text, ...others } = Object(params) as { readonly delta?: string };
    const key = JSON.stringify([method, others, isInvalid]);
    const last = pieces.at(-1);
    if (text !== undefined && isInvalid !== true && last?.key === key) last.text += text;
    else pieces.push({ key, text: text ?? '' });
  }
  return pieces;
};

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

describe('folding in an event log', () => {
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
          const read = events.map(spyReader().read);
          expect(meaningOf(replayOf(log))).toEqual(meaningOf(read));
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
    expect(log.length()).toBeLessThan(8);
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

  it('stays within twice its bound of events while deltas come', () => {
    const log = createEventLog(logOptions({ maxEvents: 100 }));
    let longest = 0;
    for (let index = 0; index < 20_000; index += 1) {
      pushAll(log, [delta(`item ${Math.floor(index / 1_000)}`, 'word ')]);
      longest = Math.max(longest, log.length());
    }
    expect(longest).toBeLessThanOrEqual(200);
    expect(meaningOf(replayOf(log))).toHaveLength(20);
  });

  it('folds when the size is over its bound, and then measures what is left', () => {
    const log = createEventLog(logOptions({ maxBytes: 10_000 }));
    let largest = 0;
    let sent = 0;
    for (let index = 0; index < 2_000; index += 1) {
      const event = delta('m', 'word ');
      sent += sizeOf(event);
      pushAll(log, [event]);
      largest = Math.max(largest, log.bytes());
    }
    expect(sent).toBeGreaterThan(200_000);
    // Text is never dropped: what is beyond the bound is the text itself, with the envelopes of one fold.
    expect(largest).toBeLessThan(2_000 * 'word '.length + 2 * 10_000);
    expect(log.bytes()).toBeGreaterThanOrEqual(2_000 * 'word '.length);
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
      const log = createEventLog({ ...logOptions({ maxEvents: 10 }), scopeOf: lookUp });
      for (let index = 0; index < count; index += 1) pushAll(log, [delta(itemOf(index), 'x')]);
      return lookUp.mock.calls.length / count;
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

  it('reads what it folds, also unwatched, so that nothing invalid is joined', () => {
    const { read, diagnostics } = spyReader();
    const log = createEventLog({ ...logOptions({ maxEvents: 3 }), read, scopeOf });
    const bad = notification('item/agentMessage/delta', { itemId: 'm', delta: 'b' } as never);
    pushAll(log, [delta('m', 'a'), bad, delta('m', 'c'), delta('m', 'd')]);
    expect(diagnostics).toHaveLength(1);
    expect(replayOf(log)).toEqual([delta('m', 'a'), invalid(bad), { ...delta('m', 'cd'), folded: true }]);
    expect(read).toHaveBeenCalledTimes(4);
  });
});
