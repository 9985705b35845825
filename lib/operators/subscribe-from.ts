import { Subject, takeUntil, type Observable, type Observer, type Subscriber } from 'rxjs';

/**
 * Subscribes to the source of an operator on behalf of its subscriber; who leaves, leaves the source, also in the
 * middle of what a synchronous source says while it is subscribed to.
 */
export const subscribeFrom = <T>(
  source: Observable<T>,
  subscriber: Subscriber<unknown>,
  observer: Observer<T>,
): void => {
  // It may have left, or been given an error, while its operator was preparing.
  if (subscriber.closed) return;
  const left$ = new Subject<void>();
  subscriber.add(() => left$.next());
  source.pipe(takeUntil(left$)).subscribe(observer);
};
