import { Observable, type OperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';

/** Folds events into a state; returning the same state says that nothing changed. */
export type EventReducer<S> = (state: S, event: ServerNotification) => S;

/**
 * Folds events into a state and emits it whenever it changed.
 *
 * Like `scan` with a seed of its own for every subscriber, without the emissions that change nothing. Events whose
 * params failed their codec are left out.
 *
 * @param initial makes the first state, which is not emitted
 */
export const reduceEvents =
  <S>(reducer: EventReducer<S>, initial: () => S): OperatorFunction<ServerNotification, S> =>
  (source) =>
    new Observable((subscriber) => {
      let state = initial();
      return source.subscribe({
        next: (event) => {
          if (event.invalid === true) return;
          const next = reducer(state, event);
          if (next === state) return;
          state = next;
          subscriber.next(next);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
    });
