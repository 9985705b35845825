import { Subject, takeUntil, type Observable } from 'rxjs';
import { CodexOptionsError } from '../errors/codex-options-error.js';
import { CodexOverflowError } from '../errors/codex-overflow-error.js';

/** What happens when a loop reads more slowly than values come. */
export interface ToAsyncIterableOptions {
  /**
   * `error` (default): the iteration ends with `CodexOverflowError`, after what had come. `dropOldest`: what waits
   * longest is lost. `dropNewest`: what comes is lost.
   */
  readonly overflow?: 'error' | 'dropOldest' | 'dropNewest';
  /** How many values may wait. Default: 10,000. */
  readonly limit?: number;
}

/**
 * Makes a stream iterable with `for await`.
 *
 * Each iteration subscribes when its first value is asked for, and unsubscribes when it is left. Values that come
 * faster than they are read wait, in order; the end of the stream, or its error, comes after them.
 *
 * @throws CodexOptionsError if `limit` is no whole number from 1
 */
export const toAsyncIterable = <T>(
  source$: Observable<T>,
  { overflow = 'error', limit = 10_000 }: ToAsyncIterableOptions = {},
): AsyncIterable<T> => {
  if (!Number.isInteger(limit) || limit < 1) {
    throw new CodexOptionsError(`limit is ${String(limit)}; it takes a whole number from 1.`);
  }
  return { [Symbol.asyncIterator]: () => iterate(source$, overflow, limit) };
};

interface Reader<T> {
  readonly resolve: (result: IteratorResult<T, undefined>) => void;
  readonly reject: (error: unknown) => void;
}

const iterate = <T>(
  source$: Observable<T>,
  overflow: NonNullable<ToAsyncIterableOptions['overflow']>,
  limit: number,
): AsyncIterator<T, undefined> => {
  let waiting: T[] = [];
  const readers: Reader<T>[] = [];
  const left$ = new Subject<void>();
  let started = false;
  let end: { readonly error?: unknown } | undefined;

  const finish = (how: { readonly error?: unknown }): void => {
    end ??= how;
    // Unsubscribing would come too late for a source that runs over while it is subscribed to.
    left$.next();
    for (const reader of readers.splice(0)) settleAtEnd(reader);
  };

  /** The error is told once; whoever reads on is at the end. */
  const settleAtEnd = ({ resolve, reject }: Reader<T>): void => {
    if (end && 'error' in end) {
      const { error } = end;
      end = {};
      reject(error);
    } else resolve({ done: true, value: undefined });
  };

  const take = (value: T): void => {
    if (end) return;
    const reader = readers.shift();
    if (reader) return reader.resolve({ done: false, value });
    if (waiting.length < limit) waiting.push(value);
    else if (overflow === 'dropOldest') {
      waiting.shift();
      waiting.push(value);
    } else if (overflow === 'error') finish({ error: new CodexOverflowError(limit) });
    return undefined;
  };

  const start = (): void => {
    started = true;
    source$.pipe(takeUntil(left$)).subscribe({
      next: take,
      error: (error: unknown) => finish({ error }),
      complete: () => finish({}),
    });
  };

  return {
    next: () =>
      new Promise((resolve, reject) => {
        if (!started && !end) start();
        const [value] = waiting;
        if (waiting.length > 0) {
          waiting.shift();
          resolve({ done: false, value: value as T });
        } else if (end) settleAtEnd({ resolve, reject });
        else readers.push({ resolve, reject });
      }),
    return: () => {
      waiting = [];
      end = {};
      finish(end);
      return Promise.resolve({ done: true, value: undefined });
    },
  };
};
