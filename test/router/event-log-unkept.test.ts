import { Subject, takeUntil } from 'rxjs';
import type { RunHelpers } from 'rxjs/testing';
import type { ServerNotification } from '../../lib/protocol/notification';
import { createEventLog, endLog, pushEvent, type EventLogControl } from '../../lib/router/event-log';
import { marbles } from '../support/marbles';
import { delta, turnCompleted, turnStarted } from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { logOptions, pushAll, sizeOf } from '../support/routing';

const events = { s: turnStarted(), a: delta('m', 'a'), b: delta('m', 'b'), c: turnCompleted() };
const { s, a, b, c } = events;

/** A log that keeps nothing once somebody has subscribed. */
const unkept = (): EventLogControl => createEventLog(logOptions({ keeps: false }));

/** One that is fed by a diagram, whoever watches. */
const logFrom = ({ hot }: RunHelpers, diagram: string): EventLogControl => {
  const log = unkept();
  hot<ServerNotification>(diagram, events).subscribe({
    next: (event) => pushAll(log, [event]),
    error: (error: unknown) => endLog(log, { error }),
    complete: () => endLog(log, {}),
  });
  return log;
};

// In a diagram a group takes as many frames as it has characters, and happens in the first of them.
describe('a log that keeps nothing for late subscribers, in time', () => {
  it('gives the first one every event from the first, and others what comes from then on', () => {
    marbles((helpers) => {
      const source = '  -s-a------b-----c-|';
      const first = '   ----^--------------';
      const toFirst = ' ----(sa)--b-----c-|';
      const late = '    -----^-------------';
      const toLate = '  ----------b-----c-|';
      const leaving = ' -----^------!------';
      const toLeaving = '----------b--------';
      const after = '   --------------------^';
      const toAfter = ' --------------------|';
      const { events$ } = logFrom(helpers, source);
      helpers.expectObservable(events$, first).toBe(toFirst, events);
      helpers.expectObservable(events$, late).toBe(toLate, events);
      helpers.expectObservable(events$, leaving).toBe(toLeaving, events);
      helpers.expectObservable(events$, after).toBe(toAfter, events);
    });
  });

  it('gives everything to the first one, though the turn is over, and its end to those after', () => {
    marbles((helpers) => {
      const source = '  -s-a-c-|';
      const first = '   ---------^';
      const toFirst = ' ---------(sac|)';
      const late = '    ----------^';
      const toLate = '  ----------|';
      const { events$ } = logFrom(helpers, source);
      helpers.expectObservable(events$, first).toBe(toFirst, events);
      helpers.expectObservable(events$, late).toBe(toLate, events);
    });
  });

  it('fails for everybody when the turn is lost', () => {
    marbles((helpers) => {
      const source = '  -s-a-#';
      const first = '   --^---';
      const toFirst = ' --sa-#';
      const late = '    -------^';
      const toLate = '  -------#';
      const { events$ } = logFrom(helpers, source);
      helpers.expectObservable(events$, first).toBe(toFirst, events);
      helpers.expectObservable(events$, late).toBe(toLate, events);
    });
  });
});

describe('a log that keeps nothing for late subscribers', () => {
  it('keeps until then, and tells what it has', () => {
    const log = unkept();
    pushAll(log, [s, a]);
    expect([log.length(), log.bytes(), log.whole(), log.kept()]).toEqual([
      2,
      sizeOf(s) + sizeOf(a),
      true,
      [s, a],
    ]);
    valuesOf(log.events$);
    expect([log.length(), log.bytes(), log.whole(), log.kept()]).toEqual([2, 0, false, []]);
    pushAll(log, [b]);
    pushEvent(log, c);
    expect([log.length(), log.bytes(), log.kept(), log.store.entries]).toEqual([4, 0, [], []]);
  });

  it('is not used up by whoever looks at what is kept, nor by a log that mirrors it', () => {
    const log = unkept();
    pushAll(log, [s]);
    expect(log.kept()).toEqual([s]);
    const mirror = valuesOf(log.watched$);
    pushAll(log, [a]);
    expect([mirror, log.kept(), log.whole()]).toEqual([[s, a], [s, a], true]);
    const first = valuesOf(log.events$);
    pushAll(log, [b]);
    expect([first, mirror]).toEqual([
      [s, a, b],
      [s, a, b],
    ]);
    expect(valuesOf(log.events$)).toEqual([]);
  });

  it('gives the first subscriber what comes during its replay, once and in order', () => {
    const log = unkept();
    pushAll(log, [s, a]);
    const seen: ServerNotification[] = [];
    log.events$.subscribe((event) => {
      seen.push(event);
      if (seen.length === 1) pushAll(log, [b]);
    });
    pushAll(log, [c]);
    expect(seen).toEqual([s, a, b, c]);
    expect([log.bytes(), log.kept()]).toEqual([0, []]);
  });

  it('gives everything to one who comes inside of the first replay', () => {
    const log = unkept();
    pushAll(log, [s, a]);
    const [outer, inner]: [ServerNotification[], ServerNotification[]] = [[], []];
    log.events$.subscribe((event) => {
      outer.push(event);
      if (outer.length === 1) log.events$.subscribe((other) => inner.push(other));
    });
    pushAll(log, [b]);
    expect([outer, inner]).toEqual([
      [s, a, b],
      [s, a, b],
    ]);
    expect([log.bytes(), log.whole()]).toEqual([0, false]);
  });

  it('takes one who leaves in the middle of the replay for the first', () => {
    const log = unkept();
    pushAll(log, [s, a, b]);
    const enough = new Subject<void>();
    const seen: ServerNotification[] = [];
    log.events$.pipe(takeUntil(enough)).subscribe((event) => {
      seen.push(event);
      enough.next();
    });
    expect(seen).toEqual([s]);
    expect([log.bytes(), valuesOf(log.events$)]).toEqual([0, []]);
  });

  it('folds what waits for the first one', () => {
    const log = createEventLog(logOptions({ keeps: false, maxEvents: 3 }));
    pushAll(
      log,
      [...'abcdefgh'].map((letter) => delta('m', letter)),
    );
    expect(valuesOf(log.events$)).toEqual([{ ...delta('m', 'abcdefgh'), folded: true }]);
    expect([log.length(), log.bytes()]).toEqual([8, 0]);
  });
});
