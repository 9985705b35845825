import { EMPTY, filter, ignoreElements, take, type Observable } from 'rxjs';
import type { TurnChannel } from '../router/turn-channel.js';

/** Completes when the turn has started or is over; errors if the connection is lost first. */
export const whenStarted = (channel: TurnChannel): Observable<never> =>
  channel.activeId() !== undefined || channel.over()
    ? EMPTY
    : channel.log.watched$.pipe(
        filter(() => channel.activeId() !== undefined),
        take(1),
        ignoreElements(),
      );
