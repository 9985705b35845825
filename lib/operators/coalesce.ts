import {
  asyncScheduler,
  Observable,
  type MonoTypeOperatorFunction,
  type SchedulerLike,
  type Subscription,
} from 'rxjs';
import { serverNotificationScopes } from '../protocol/generated/server-notification-scopes.js';
import { continuesDelta, isDelta, joinDeltas } from '../protocol/join-deltas.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ownField } from '../protocol/own-field.js';
import { subscribeFrom } from './subscribe-from.js';

/**
 * Emits in bursts, at most one in a span of time, so that a screen is painted no more often than it is looked at.
 *
 * The first value passes at once; what comes within the span is held and emitted together at its end. Of
 * notifications none is lost: adjacent deltas of one item become one delta, marked `folded`, and all others pass in
 * order. Of other values, which are states (a text so far, a list, a view), the newest is emitted. What is held is
 * emitted before the stream completes or errors.
 *
 * @param ms the span, in milliseconds
 * @param scheduler what measures it. Default: `asyncScheduler`; `animationFrameScheduler` goes with the screen.
 */
export const coalesce =
  <T>(ms: number, scheduler: SchedulerLike = asyncScheduler): MonoTypeOperatorFunction<T> =>
  (source) =>
    new Observable((subscriber) => {
      let held: T[] = [];
      let span: Subscription | undefined;

      const flush = (): void => {
        const values = held;
        held = [];
        for (const value of values) if (!subscriber.closed) subscriber.next(value);
      };

      const begin = (): void => {
        if (!subscriber.closed) span = scheduler.schedule(end, ms);
      };

      const end = (): void => {
        span = undefined;
        if (held.length === 0) return;
        begin();
        flush();
      };

      subscriber.add(() => span?.unsubscribe());
      subscribeFrom(source, subscriber, {
        next: (value) => {
          if (span) return hold(held, value);
          begin();
          return subscriber.next(value);
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
    });

const hold = <T>(held: T[], value: T): void => {
  if (!isNotification(value)) {
    held.splice(0, held.length, value);
    return;
  }
  const last = held.at(-1) as ServerNotification | undefined;
  const keys = deltaKeys(value);
  if (last && keys && isDelta(last) && continuesDelta(last, value, keys))
    held[held.length - 1] = joinDeltas([last, value]) as T & ServerNotification;
  else held.push(value);
};

const isNotification = (value: unknown): value is ServerNotification =>
  typeof ownField(value, 'method') === 'string';

const deltaKeys = ({ method }: ServerNotification): readonly string[] | undefined => {
  const scopes: Readonly<Record<string, { readonly delta?: readonly string[] } | undefined>> =
    serverNotificationScopes;
  const keys = scopes[method as string]?.delta;
  // Some models count their calls anew in each turn, and the source may have the events of many.
  return keys && ['threadId', 'turnId', ...keys];
};
