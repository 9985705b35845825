import { Observable, type MonoTypeOperatorFunction } from 'rxjs';

/**
 * Errors with the signal's reason when it aborts, and unsubscribes from the source.
 *
 * A signal that has already aborted errors at once, without subscribing. Without a signal nothing changes.
 */
export const untilAborted =
  <T>(signal: AbortSignal | undefined): MonoTypeOperatorFunction<T> =>
  (source) => {
    if (!signal) return source;
    return new Observable((subscriber) => {
      if (signal.aborted) {
        subscriber.error(signal.reason);
        return undefined;
      }
      const abort = (): void => subscriber.error(signal.reason);
      signal.addEventListener('abort', abort, { once: true });
      subscriber.add(() => signal.removeEventListener('abort', abort));
      return source.subscribe(subscriber);
    });
  };
