import { defer, filter, map, merge, scan, startWith, switchMap, type Observable } from 'rxjs';

/**
 * Cold: reads something, and reads it again whenever the server says that it changed.
 *
 * Emits each result. Listens before it reads, so that no change is missed; a change while a read is under way gives
 * that up and reads anew. Errors as the request does; completes with the connection.
 */
export const readAgain = <T>(read: () => Observable<T>, changed$: Observable<unknown>): Observable<T> =>
  changed$.pipe(
    startWith(undefined),
    switchMap(() => read()),
  );

/**
 * Cold: reads something once, and then goes on with what the server says of it.
 *
 * What it says while the read is under way comes behind the result. Errors as the request does; completes with the
 * connection.
 */
export const readThenFollow = <T, E>(
  read: () => Observable<T>,
  events$: Observable<E>,
  apply: (state: T, event: E) => T,
): Observable<T> =>
  defer(() => {
    type Change = (state: T | undefined) => T | undefined;
    const first$ = read().pipe(
      map(
        (state): Change =>
          () =>
            state,
      ),
    );
    const changes$ = events$.pipe(
      map(
        (event): Change =>
          (state) =>
            state === undefined ? state : apply(state, event),
      ),
    );
    return merge(changes$, first$).pipe(
      scan((state: T | undefined, change) => change(state), undefined),
      filter((state) => state !== undefined),
    );
  });
