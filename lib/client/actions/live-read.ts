import { concatMap, defer, filter, map, merge, scan, startWith, switchMap, type Observable } from 'rxjs';
import { isInvalid } from './is-invalid.js';

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
 * What it says while the read is under way is held, and comes behind the result. Params that failed their codec are
 * left out. Errors as the request does; completes with the connection.
 */
export const readThenFollow = <T, E>(
  read: () => Observable<T>,
  events$: Observable<E>,
  apply: (state: T, event: E) => T,
): Observable<T> =>
  defer(() => {
    const step = ({ states, held }: Reading<T, E>, input: Input<T, E>): Reading<T, E> => {
      if ('result' in input) return { states: fold(input.result, held, apply), held: [] };
      const newest = states.slice(-1);
      if (newest.length === 0) return { states: [], held: [...held, input.event] };
      return { states: newest.map((state) => apply(state, input.event)), held: [] };
    };
    const result$ = read().pipe(map((result): Input<T, E> => ({ result })));
    const changes$ = events$.pipe(
      filter((event) => !isInvalid(event)),
      map((event): Input<T, E> => ({ event })),
    );
    return merge(changes$, result$).pipe(
      scan(step, { states: [], held: [] }),
      concatMap(({ states }) => states),
    );
  });

type Input<T, E> = { readonly result: T } | { readonly event: E };

/** What is emitted next, and what waits for the result. */
interface Reading<T, E> {
  readonly states: readonly T[];
  readonly held: readonly E[];
}

/** A state, and each state that events make of it. */
const fold = <T, E>(first: T, events: readonly E[], apply: (state: T, event: E) => T): readonly T[] => {
  const states = [first];
  let state = first;
  for (const event of events) states.push((state = apply(state, event)));
  return states;
};
