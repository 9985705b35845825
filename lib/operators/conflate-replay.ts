import { Observable, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Emits only the newest of the values that the source emits while it is being subscribed to, then everything.
 *
 * Turns a replayed history of states into the current state: a late subscriber gets one value, not all of them.
 * A source that emits nothing on subscription passes unchanged.
 */
export const conflateReplay =
  <T>(): MonoTypeOperatorFunction<T> =>
  (source) =>
    new Observable((subscriber) => {
      let replaying = true;
      let newest: { readonly value: T } | undefined;
      const flush = (): void => {
        const held = newest;
        newest = undefined;
        if (held) subscriber.next(held.value);
      };
      const subscription = source.subscribe({
        next: (value) => {
          if (replaying) newest = { value };
          else subscriber.next(value);
        },
        error: (error: unknown) => {
          flush();
          subscriber.error(error);
        },
        complete: () => {
          flush();
          subscriber.complete();
        },
      });
      subscriber.add(subscription);
      replaying = false;
      flush();
    });
