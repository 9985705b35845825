import { EMPTY, filter, ignoreElements, take, type Observable } from 'rxjs';
import type { TurnChannel } from '../router/turn-channel.js';

/** Completes when the turn has started or is over; errors if the connection is lost first. */
export const whenStarted = (channel: TurnChannel): Observable<never> =>
  channel.started() || channel.over()
    ? EMPTY
    : channel.log.events$.pipe(
        filter(() => channel.started()),
        take(1),
        ignoreElements(),
      );
