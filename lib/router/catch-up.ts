import type { Observable, Subscriber } from 'rxjs';

/**
 * Shows a subscriber what it missed; what its reaction to that brings is delivered behind it, once and in order.
 *
 * The caller subscribes it to `live$` afterwards.
 */
export const catchUp = <T>(
  live$: Observable<T>,
  missed: Iterable<T>,
  subscriber: Pick<Subscriber<T>, 'next' | 'closed'>,
): void => {
  const arrived: T[] = [];
  const arrivals = live$.subscribe((value) => arrived.push(value));
  const show = (values: Iterable<T>): void => {
    for (const value of values) {
      if (subscriber.closed) return;
      subscriber.next(value);
    }
  };
  show(missed);
  // Reaches what is added while it runs, too.
  show(arrived);
  arrivals.unsubscribe();
};
