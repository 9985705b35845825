import type { CodexTurn, TurnResult } from '../../../lib/index.js';
import type { ServerRequest, TurnEvent } from '../../../lib/index.js';

/** Everything that one subscriber saw of a turn. */
export interface TurnWatch {
  readonly events: TurnEvent[];
  readonly requests: ServerRequest[];
  readonly results: TurnResult[];
  /** How `events$` and `result$` ended: `complete`, or the error; undefined while they go on. */
  eventsEnd?: unknown;
  resultEnd?: unknown;
}

/** Subscribes to a turn. */
export const watchTurn = (turn: CodexTurn): TurnWatch => {
  const watch: TurnWatch = { events: [], requests: [], results: [] };
  turn.events$.subscribe({
    next: (event) => watch.events.push(event),
    error: (error: unknown) => (watch.eventsEnd = error),
    complete: () => (watch.eventsEnd = 'complete'),
  });
  turn.requests$.subscribe({ next: (request) => watch.requests.push(request), error: () => undefined });
  turn.result$.subscribe({
    next: (result) => watch.results.push(result),
    error: (error: unknown) => (watch.resultEnd = error),
    complete: () => (watch.resultEnd = 'complete'),
  });
  return watch;
};
