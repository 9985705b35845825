import {
  asyncScheduler,
  retry,
  throwError,
  timer,
  type MonoTypeOperatorFunction,
  type SchedulerLike,
} from 'rxjs';
import { isOverloaded } from '../errors/is-overloaded.js';
import { clientRequestTraits } from '../protocol/generated/client-request-traits.js';

/** How often, and how patiently, a request is tried again. */
export interface RetryOnOverloadOptions {
  /** How many times at most. Default: 5. */
  readonly retries?: number;
  /** The longest first wait, in ms; it doubles with each attempt. Default: 250. */
  readonly baseMs?: number;
  /** The longest wait at all, in ms. Default: 8,000. */
  readonly maxMs?: number;
  /** Whether requests that have an effect are tried again, too. Default: false. */
  readonly writes?: boolean;
  /** Draws a number from 0 to below 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** What waits. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

/**
 * Tries a request again that the server refused because it is overloaded, after a random wait that grows.
 *
 * Resubscribes to its source on a `CodexRequestError` with code -32001 and nothing else: anything else errors, and so
 * does the last attempt. Requests that have an effect are only tried again with `writes`. The wait is drawn from 0 up
 * to `baseMs` times 2 to the power of the attempt ("full jitter"), so that many clients do not come back together.
 */
export const retryOnOverload = <T>({
  retries = 5,
  baseMs = 250,
  maxMs = 8_000,
  writes = false,
  random = Math.random,
  scheduler = asyncScheduler,
}: RetryOnOverloadOptions = {}): MonoTypeOperatorFunction<T> =>
  retry({
    count: retries,
    delay: (error: unknown, attempt) => {
      if (!isOverloaded(error) || !(writes || isRead(error.method))) return throwError(() => error);
      return timer(random() * Math.min(maxMs, baseMs * 2 ** (attempt - 1)), scheduler);
    },
  });

const isRead = (method: string): boolean => {
  const traits = clientRequestTraits as Readonly<Record<string, { readonly kind: string } | undefined>>;
  return traits[method]?.kind === 'read';
};
