import { catchError, defer, firstValueFrom, forkJoin, map, of, race, timer } from 'rxjs';
import type { ClientCore } from './core.js';
import { abandonTurn } from './interrupt-turn.js';

/** How long `close()` waits for the turns it interrupts and for what is being written, in ms. */
export const closeGrace = 1_000;

/**
 * Interrupts the client's own turns and waits, at most one second, until they have ended and everything is written.
 *
 * Never rejects: what does not settle in time settles with the end of the connection.
 *
 * @param written resolves when everything handed to the connection so far is written or lost
 */
export const settleOwnTurns = (core: ClientCore, written: () => Promise<void>): Promise<void> => {
  for (const start of core.ownTurns.all()) abandonTurn(core, start);
  const settled$ = forkJoin([core.ownTurns.none$, defer(written).pipe(catchError(() => of(undefined)))]);
  return firstValueFrom(race(settled$, timer(closeGrace)).pipe(map(() => undefined)));
};
