import type { RunHelpers } from 'rxjs/testing';
import { agentText } from '../../lib/operators/agent-text';
import { conflateReplay } from '../../lib/operators/conflate-replay';
import type { ServerNotification } from '../../lib/protocol/notification';
import { createEventLog, endLog, type EventLog } from '../../lib/router/event-log';
import { marbles } from '../support/marbles';
import { delta, turnCompleted, turnStarted } from '../support/notifications';
import { logOptions, pushAll, routerUnderTest } from '../support/routing';

const events = { s: turnStarted(), a: delta('m', 'a'), b: delta('m', 'b'), c: turnCompleted() };

/** A log that is fed by a diagram, whoever watches. */
const logFrom = ({ hot }: RunHelpers, diagram: string): EventLog => {
  const log = createEventLog(logOptions());
  hot<ServerNotification>(diagram, events).subscribe({
    next: (event) => pushAll(log, [event]),
    error: (error: unknown) => endLog(log, { error }),
    complete: () => endLog(log, {}),
  });
  return log;
};

// In a diagram a group takes as many frames as it has characters, and happens in the first of them.
describe('the events of a turn, in time', () => {
  it('are replayed from the first to whoever comes late, then live, then over', () => {
    marbles((helpers) => {
      const source = '    -s-a------b-----c-|';
      const early = '     ^------------------';
      const toEarly = '   -s-a------b-----c-|';
      const late = '      ----^--------------';
      const toLate = '    ----(sa)--b-----c-|';
      const leaving = '   ----^-------!------';
      const toLeaving = ' ----(sa)--b--------';
      const after = '     --------------------^';
      const toAfter = '   --------------------(sabc|)';
      const { events$ } = logFrom(helpers, source);
      helpers.expectObservable(events$, early).toBe(toEarly, events);
      helpers.expectObservable(events$, late).toBe(toLate, events);
      helpers.expectObservable(events$, leaving).toBe(toLeaving, events);
      helpers.expectObservable(events$, after).toBe(toAfter, events);
    });
  });

  it('fail for everybody when the turn is lost, after the replay', () => {
    marbles((helpers) => {
      const source = '  -s-a------#';
      const early = '   ^----------';
      const toEarly = ' -s-a------#';
      const late = '    ----^------';
      const toLate = '  ----(sa)--#';
      const after = '   ------------^';
      const toAfter = ' ------------(sa#)';
      const { events$ } = logFrom(helpers, source);
      helpers.expectObservable(events$, early).toBe(toEarly, events);
      helpers.expectObservable(events$, late).toBe(toLate, events);
      helpers.expectObservable(events$, after).toBe(toAfter, events);
    });
  });

  it('give a late subscriber of their text the current one', () => {
    marbles((helpers) => {
      const source = '  -s-a------b-----c-|';
      const early = '   ^------------------';
      const toEarly = ' ---x------y-------|';
      const late = '    ----^--------------';
      const toLate = '  ----x-----y-------|';
      const after = '   --------------------^';
      const toAfter = ' --------------------(y|)';
      const texts = { x: 'a', y: 'ab' };
      const text$ = logFrom(helpers, source).events$.pipe(agentText(), conflateReplay());
      helpers.expectObservable(text$, early).toBe(toEarly, texts);
      helpers.expectObservable(text$, late).toBe(toLate, texts);
      helpers.expectObservable(text$, after).toBe(toAfter, texts);
    });
  });
});

describe('a router, in time', () => {
  const [first, second] = [{ turnId: '1' }, { turnId: '2' }];
  const wire = {
    s: turnStarted(first),
    a: delta('m', 'a', first),
    c: turnCompleted(first),
    S: turnStarted(second),
    A: delta('m', 'A', second),
    C: turnCompleted(second),
  };

  it('splits one wire into turns that end each in its own time', () => {
    marbles(({ hot, expectObservable }) => {
      const { router, route } = routerUnderTest();
      const source = '   -s--S-a-A-c---C--';
      const toFirst = '  -s----a---(c|)';
      const toSecond = ' ----S---A-----(C|)';
      const toThread = ' -s--S-a-A-c---C--';
      const toTurns = '  -1--2------------';
      const turns = { 1: router.claim('1'), 2: router.claim('2') };
      expectObservable(turns[1].log.events$).toBe(toFirst, wire);
      expectObservable(turns[2].log.events$).toBe(toSecond, wire);
      expectObservable(router.thread('thread').events$).toBe(toThread, wire);
      expectObservable(router.turns$).toBe(toTurns, turns);
      hot<ServerNotification>(source, wire).subscribe((event) => route(event));
    });
  });
});
