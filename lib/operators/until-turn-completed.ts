import { takeWhile, type MonoTypeOperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';

/**
 * Passes events up to and including the end of a turn, then completes.
 *
 * Reads `turn/completed`, which ends a turn even when the rest of it does not decode. For streams that go on after a
 * turn, such as those of a thread. Errors with its source.
 *
 * @param turnId the turn; default: whichever ends first
 */
export const untilTurnCompleted = (turnId?: string): MonoTypeOperatorFunction<ServerNotification> =>
  takeWhile((event) => !endsTurn(event, turnId), true);

const endsTurn = ({ method, params }: ServerNotification, turnId: string | undefined): boolean => {
  if (method !== 'turn/completed') return false;
  // Not trusted: the event may be marked invalid.
  const { turn } = Object(params) as { readonly turn?: { readonly id?: unknown } | null };
  return turnId === undefined || turn?.id === turnId;
};
