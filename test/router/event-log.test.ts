import fc from 'fast-check';
import { ReplaySubject, Subject, takeUntil, type Observable } from 'rxjs';
import { createEventLog, endLog, pushArrival, type EventLogControl } from '../../lib/router/event-log';
import type { ServerNotification } from '../../lib/protocol/notification';
import { delta, itemStarted, notification, tokenUsage, turnStarted } from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { arriving, countingCodecs, logOptions, pushAll, spyReader } from '../support/routing';

const eventNo = (number: number): ServerNotification => delta(`item ${number}`, String(number));

/** What a subscriber does with one of its values. */
interface Reaction {
  readonly at: number;
  readonly act: 'join' | 'leave' | 'kick';
  readonly who: number;
}

type Step =
  | { readonly op: 'push' | 'complete' | 'error' }
  | { readonly op: 'join'; readonly reactions: readonly Reaction[] }
  | { readonly op: 'leave'; readonly who: number };

interface Target {
  readonly events$: Observable<ServerNotification>;
  push(event: ServerNotification): void;
  complete(): void;
  error(error: unknown): void;
}

/** Runs a program of pushes, subscriptions and departures, and writes down who was told what, in order. */
const traceOf = (target: Target, steps: readonly Step[]): readonly string[] => {
  const trace: string[] = [];
  const departures: Subject<void>[] = [];
  let pushed = 0;

  const leave = (who: number): void => departures[who % Math.max(1, departures.length)]?.next();
  const join = (reactions: readonly Reaction[]): void => {
    const id = departures.length;
    const left = new Subject<void>();
    departures.push(left);
    let count = 0;
    target.events$.pipe(takeUntil(left)).subscribe({
      next: (event) => {
        trace.push(`${id} got ${(event.params as { readonly delta: string }).delta}`);
        const reaction = reactions.find(({ at }) => at === count);
        count += 1;
        if (reaction?.act === 'join') join([]);
        else if (reaction?.act === 'leave') left.next();
        else if (reaction?.act === 'kick') leave(reaction.who);
      },
      error: (error: unknown) => trace.push(`${id} failed: ${String(error)}`),
      complete: () => trace.push(`${id} completed`),
    });
  };

  for (const step of steps) {
    if (step.op === 'push') target.push(eventNo(pushed++));
    else if (step.op === 'join') join(step.reactions);
    else if (step.op === 'leave') leave(step.who);
    else if (step.op === 'complete') target.complete();
    else target.error(new Error('lost'));
  }
  return trace;
};

const asTarget = (log: EventLogControl): Target => ({
  events$: log.events$,
  push: (event) => pushAll(log, [event]),
  complete: () => endLog(log, {}),
  error: (error) => endLog(log, { error }),
});

const asReplaySubject = (): Target => {
  const subject = new ReplaySubject<ServerNotification>(Infinity);
  return {
    events$: subject,
    push: (event) => subject.next(event),
    complete: () => subject.complete(),
    error: (error) => subject.error(error),
  };
};

/** A program in which subscribers react to their values in the given ways. */
const programOf = (...acts: readonly Reaction['act'][]): fc.Arbitrary<readonly Step[]> => {
  const reaction = fc.record<Reaction>({ at: fc.nat(6), act: fc.constantFrom(...acts), who: fc.nat(6) });
  const step = fc.oneof<fc.WeightedArbitrary<Step>[]>(
    { weight: 6, arbitrary: fc.constant({ op: 'push' }) },
    { weight: 3, arbitrary: fc.record({ op: fc.constant('join'), reactions: fc.array(reaction) }) },
    { weight: 1, arbitrary: fc.record({ op: fc.constant('leave'), who: fc.nat(6) }) },
  );
  const ending = fc.constantFrom<Step>({ op: 'push' }, { op: 'complete' }, { op: 'error' });
  return fc
    .tuple(fc.array(step, { maxLength: 40 }), ending, fc.array(step, { maxLength: 6 }))
    .map(([life, end, after]) => [...life, end, ...after]);
};

describe('createEventLog', () => {
  it('behaves as a ReplaySubject, whoever comes and goes when, also by what others do inside next', () => {
    fc.assert(
      fc.property(programOf('leave', 'kick'), (program) => {
        const expected = traceOf(asReplaySubject(), program);
        expect(traceOf(asTarget(createEventLog(logOptions())), program)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('behaves as a ReplaySubject to each of those who join inside next, during a replay too', () => {
    const bySubscriber = (trace: readonly string[]): readonly string[] =>
      [...trace].sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
    fc.assert(
      fc.property(programOf('leave', 'join'), (program) => {
        const expected = bySubscriber(traceOf(asReplaySubject(), program));
        expect(bySubscriber(traceOf(asTarget(createEventLog(logOptions())), program))).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
  });

  it('replays everything and then its end, as often as it is asked', () => {
    const [done, lost, open] = [1, 2, 3].map(() => createEventLog(logOptions()));
    const error = new Error('lost');
    for (const log of [done!, lost!, open!]) pushAll(log, [eventNo(1), eventNo(2)]);
    endLog(done!, {});
    endLog(lost!, { error });
    for (let times = 0; times < 2; times += 1) {
      expect(valuesOf(done!.events$)).toEqual([eventNo(1), eventNo(2), 'complete']);
      expect(valuesOf(lost!.events$)).toEqual([eventNo(1), eventNo(2), { error }]);
      expect(valuesOf(open!.events$)).toEqual([eventNo(1), eventNo(2)]);
    }
  });

  it('takes nothing after its end, and ends once', () => {
    const log = createEventLog(logOptions());
    const seen = valuesOf(log.events$);
    endLog(log, {});
    endLog(log, { error: new Error('too late') });
    pushAll(log, [eventNo(1)]);
    expect(seen).toEqual(['complete']);
    expect(valuesOf(log.events$)).toEqual(['complete']);
    expect(log.length()).toBe(0);
  });

  it('gives what is pushed during a replay to everybody, once and in order', () => {
    const log = createEventLog(logOptions());
    pushAll(log, [eventNo(1), eventNo(2)]);
    const watching = valuesOf(log.events$);
    const seen: ServerNotification[] = [];
    log.events$.subscribe((event) => {
      seen.push(event);
      if (seen.length === 1) pushAll(log, [eventNo(3), eventNo(4)]);
    });
    const all = [1, 2, 3, 4].map(eventNo);
    expect(seen).toEqual(all);
    expect(watching).toEqual(all);
    pushAll(log, [eventNo(5)]);
    expect(seen).toEqual([...all, eventNo(5)]);
  });

  it('ends a replay during which it ended', () => {
    const log = createEventLog(logOptions());
    pushAll(log, [eventNo(1), eventNo(2)]);
    const seen: unknown[] = [];
    log.events$.subscribe({
      next: (event) => {
        seen.push(event);
        endLog(log, {});
      },
      complete: () => seen.push('complete'),
    });
    expect(seen).toEqual([eventNo(1), eventNo(2), 'complete']);
  });

  it('tells its size and whether somebody listens', () => {
    const log = createEventLog(logOptions());
    // Nobody reads the texts; only their length counts.
    pushArrival(log, arriving(eventNo(1), ' '.repeat(70)));
    pushArrival(log, arriving(eventNo(2), ' '.repeat(30)));
    expect([log.length(), log.bytes(), log.subscribers]).toEqual([2, 100, []]);
    const other = createEventLog(logOptions());
    const subscription = other.events$.subscribe();
    expect(other.subscribers).toHaveLength(1);
    subscription.unsubscribe();
    expect(other.subscribers).toEqual([]);
  });

  describe('checking', () => {
    const bad = notification('item/started', { item: null } as never);

    it('waits until somebody reads, and what fails it is reported once', () => {
      const { codecs, asked } = countingCodecs();
      const { reader, reads, diagnostics } = spyReader(codecs);
      const log = createEventLog({ ...logOptions(), reader });
      pushAll(log, [turnStarted(), bad, tokenUsage(1)]);
      expect([reads(), asked]).toEqual([0, []]);
      expect(valuesOf(log.events$)).toHaveLength(3);
      expect(asked).toEqual([turnStarted(), bad, tokenUsage(1)].map(({ params }) => params));
      const live = valuesOf(log.events$);
      asked.length = 0;
      // Once for all who listen, and for whoever keeps it.
      pushAll(log, [tokenUsage(2)]);
      expect([asked, live.length]).toEqual([[tokenUsage(2).params], 4]);
      valuesOf(log.events$);
      expect(diagnostics).toHaveLength(1);
    });

    it('of a parsed delta happens once, when it is kept: what is kept as a row is valid', () => {
      const { codecs, asked } = countingCodecs();
      const { reader, diagnostics } = spyReader(codecs);
      const log = createEventLog({ ...logOptions({ maxEvents: 1 }), reader });
      const badDelta = notification('item/agentMessage/delta', { itemId: 'item 1', delta: 'b' } as never);
      const events = [eventNo(1), badDelta, eventNo(1)];
      pushAll(log, events);
      for (let times = 0; times < 2; times += 1)
        expect(valuesOf(log.events$)).toEqual([eventNo(1), { ...badDelta, invalid: true }, eventNo(1)]);
      // What is invalid is kept as text, and checked again when that is read.
      expect(asked).toEqual([...events, badDelta, badDelta].map(({ params }) => params));
      expect(diagnostics).toHaveLength(1);
    });

    it('happens once for all who listen: live subscribers of one event share one object', () => {
      const log = createEventLog(logOptions());
      const [first, second] = [valuesOf(log.events$), valuesOf(log.events$)];
      pushAll(log, [turnStarted(), bad, eventNo(1)]);
      expect(first).toEqual([turnStarted(), { ...bad, invalid: true }, eventNo(1)]);
      for (const [index, event] of first.entries()) expect(second[index]).toBe(event);
      // Who comes later gets equal ones.
      expect(valuesOf(log.events$)).toEqual(first);
    });

    it('stops with the reader: what nobody got to is not checked', () => {
      const { reader, reads } = spyReader();
      const log = createEventLog({ ...logOptions(), reader });
      pushAll(log, [tokenUsage(1), tokenUsage(2), tokenUsage(3)]);
      const enough = new Subject<void>();
      log.events$.pipe(takeUntil(enough)).subscribe(() => enough.next());
      expect(reads()).toBe(1);
    });

    it('delivers what fails it, marked, to live and late subscribers alike', () => {
      const log = createEventLog(logOptions());
      const live = valuesOf(log.events$);
      pushAll(log, [bad, itemStarted({ type: 'plan', id: 'p', text: '' })]);
      expect(live).toEqual([{ ...bad, invalid: true }, itemStarted({ type: 'plan', id: 'p', text: '' })]);
      expect(valuesOf(log.events$)).toEqual(live);
    });
  });
});
