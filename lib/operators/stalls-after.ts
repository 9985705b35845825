import {
  asyncScheduler,
  Observable,
  type MonoTypeOperatorFunction,
  type SchedulerLike,
  type Subscription,
} from 'rxjs';
import { CodexStalledError } from '../errors/codex-stalled-error.js';
import { ownField } from '../protocol/own-field.js';
import { subscribeFrom } from './subscribe-from.js';

/** What `stallsAfter` looks at beside its source. */
export interface StallsAfterOptions {
  /** Whether somebody else is being waited for, such as a person who is to approve something: then time stands still. */
  readonly waiting$?: Observable<boolean>;
  /** What measures the time. Default: `asyncScheduler`. */
  readonly scheduler?: SchedulerLike;
}

/**
 * Errors with `CodexStalledError` when nothing comes for too long.
 *
 * The time begins with the subscription and again with each value. It stands still while a person is waited for: as
 * `waiting$` says, and on the events of a thread by itself, as `thread/status/changed` says with `waitingOnApproval`
 * and `waitingOnUserInput`. Completes and errors with its source, too; unsubscribing leaves no timer.
 *
 * @param ms how long nothing may come, in milliseconds
 */
export const stallsAfter =
  <T>(
    ms: number,
    { waiting$, scheduler = asyncScheduler }: StallsAfterOptions = {},
  ): MonoTypeOperatorFunction<T> =>
  (source) =>
    new Observable((subscriber) => {
      let timer: Subscription | undefined;
      const waiting = { outside: false, onThread: false };

      const restart = (): void => {
        timer?.unsubscribe();
        if (waiting.outside || waiting.onThread || subscriber.closed) return;
        timer = scheduler.schedule(() => subscriber.error(new CodexStalledError(ms)), ms);
      };

      subscriber.add(() => timer?.unsubscribe());
      restart();
      const outside = waiting$?.subscribe({
        next: (value) => {
          waiting.outside = value;
          restart();
        },
        error: (error: unknown) => subscriber.error(error),
      });
      if (outside) subscriber.add(outside);
      subscribeFrom(source, subscriber, {
        next: (value) => {
          waiting.onThread = waitsOnThread(value) ?? waiting.onThread;
          restart();
          subscriber.next(value);
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => subscriber.complete(),
      });
    });

/** What a value says of a person being waited for; undefined if nothing. */
const waitsOnThread = (value: unknown): boolean | undefined => {
  if (ownField(value, 'method') !== 'thread/status/changed') return undefined;
  const flags = ownField(ownField(ownField(value, 'params'), 'status'), 'activeFlags');
  return (
    Array.isArray(flags) &&
    flags.some((flag) => flag === 'waitingOnApproval' || flag === 'waitingOnUserInput')
  );
};
