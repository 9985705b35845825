import { defer, filter, map, type OperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';

/** Folds events into a state; returning the same state says that nothing changed. */
export type EventReducer<S> = (state: S, event: ServerNotification) => S;

/**
 * Folds events into a state and emits it whenever it changed.
 *
 * Like `scan` with a seed of its own for every subscriber, without the emissions that change nothing. Events whose
 * params failed their codec are left out. Errors with what `reducer` or `initial` throws.
 *
 * @param initial makes the first state, which is not emitted
 */
export const reduceEvents =
  <S>(reducer: EventReducer<S>, initial: () => S): OperatorFunction<ServerNotification, S> =>
  (source) =>
    defer(() => {
      let state = initial();
      return source.pipe(
        filter((event) => {
          if (event.invalid === true) return false;
          const before = state;
          state = reducer(before, event);
          return state !== before;
        }),
        map(() => state),
      );
    });
