import {
  asyncScheduler,
  Observable,
  takeUntil,
  timer,
  type MonoTypeOperatorFunction,
  type SchedulerLike,
} from 'rxjs';
import type { Decidable } from './decidable.js';
import { subscribeFrom } from './subscribe-from.js';

/**
 * Declines approvals that are still open after a time; passes all of them on at once.
 *
 * The time runs as long as somebody is subscribed: whoever leaves declines what is open, since nobody is left to
 * answer it. Completes and errors with its source; then the times run out by themselves.
 *
 * @param ms how long, in milliseconds
 * @param scheduler what measures the time. Default: `asyncScheduler`
 */
export const declineAfter =
  <A extends Decidable>(ms: number, scheduler: SchedulerLike = asyncScheduler): MonoTypeOperatorFunction<A> =>
  (source) =>
    new Observable((subscriber) => {
      const open = new Set<A>();
      const watch = (approval: A): void => {
        open.add(approval);
        timer(ms, scheduler)
          .pipe(takeUntil(approval.settled$))
          .subscribe({ next: () => approval.decline(), complete: () => open.delete(approval) });
      };
      let ended = false;
      // Registered first, since a synchronous source may be left before it has said everything.
      subscriber.add(() => {
        if (!ended) for (const approval of open) approval.decline();
      });
      subscribeFrom(source, subscriber, {
        next: (approval) => {
          watch(approval);
          subscriber.next(approval);
        },
        error: (error: unknown) => {
          ended = true;
          subscriber.error(error);
        },
        complete: () => {
          ended = true;
          subscriber.complete();
        },
      });
    });
