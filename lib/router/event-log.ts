import { Observable, Subject, type Subscriber } from 'rxjs';
import type { ReadNotification } from '../protocol/read-notification.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { NotificationMessage } from '../protocol/message.js';
import { foldDeltas, type SizedEvents } from './fold-deltas.js';
import type { ScopeOf } from './scope.js';

/** When the events of a turn are folded. */
export interface ReplayBounds {
  /** The number of kept events above which deltas are joined. Default: 10,000. */
  readonly maxEvents: number;
  /** The size of kept events, in characters on the wire, above which deltas are joined. Default: 4 Mi. */
  readonly maxBytes: number;
}

/** What a log needs from around it. */
export interface EventLogOptions extends ReplayBounds {
  readonly read: ReadNotification;
  readonly scopeOf: ScopeOf;
}

/** The events of one turn: kept, replayed and live. */
export interface EventLog {
  /** Hands an event to whoever listens, and keeps it for whoever comes later. */
  push(message: NotificationMessage, size: number): void;
  /** The same for an event that was checked already, and that another log keeps: it counts for nothing here. */
  pushRead(event: ServerNotification): void;
  /** Completes every subscriber, now and later. */
  complete(): void;
  /** Errors every subscriber, now and later, after the replay. */
  error(error: unknown): void;
  /** Every event from the first, then live. */
  readonly events$: Observable<ServerNotification>;
  readonly length: () => number;
  /** The size of what is kept, in characters on the wire. */
  readonly bytes: () => number;
  readonly observed: () => boolean;
}

/**
 * Makes a log that behaves like a `ReplaySubject` of checked events, and differs in two ways.
 *
 * It checks an event only when somebody reads it, and past its bounds it joins adjacent deltas of one item instead
 * of dropping anything. A subscriber that comes during the replay of another, or in the middle of an event, gets
 * every event once and in order.
 */
export const createEventLog = (options: EventLogOptions): EventLog => {
  const { read, scopeOf, maxEvents, maxBytes } = options;
  const live$ = new Subject<ServerNotification>();
  let kept: SizedEvents = { events: [], sizes: [] };
  let bytes = 0;
  /** Below this index the kept events were checked. */
  let checked = 0;
  let replays = 0;
  let foldAt = { events: maxEvents, bytes: maxBytes };
  let end: { readonly error?: unknown } | undefined;

  const eventAt = (index: number): ServerNotification => {
    const { events } = kept;
    for (; checked <= index; checked += 1) events[checked] = read(events[checked] as NotificationMessage);
    return events[index]!;
  };

  const foldIfLong = (): void => {
    const { events } = kept;
    // Folding moves events, which a replay under way must not see.
    if (replays > 0 || events.length === 0 || (events.length <= foldAt.events && bytes <= foldAt.bytes))
      return;
    eventAt(events.length - 1);
    kept = foldDeltas(kept, scopeOf);
    checked = kept.events.length;
    bytes = kept.sizes.reduce((sum, size) => sum + size, 0);
    // The next fold waits for as much again, so that a log that cannot shrink is not folded over and over.
    foldAt = { events: Math.max(maxEvents, 2 * checked), bytes: Math.max(maxBytes, 2 * bytes) };
  };

  const replay = (subscriber: Subscriber<ServerNotification>): void => {
    replays += 1;
    try {
      // The length is read anew each time: an event may be pushed by what a subscriber does with one.
      for (let i = 0; i < kept.events.length && !subscriber.closed; i += 1) subscriber.next(eventAt(i));
    } finally {
      replays -= 1;
    }
  };

  const append = (event: ServerNotification, size: number): void => {
    kept.events.push(event);
    kept.sizes.push(size);
    bytes += size;
    if (live$.observed) live$.next(eventAt(kept.events.length - 1));
    foldIfLong();
  };

  return {
    push: (message, size) => {
      if (!end) append(message as ServerNotification, size);
    },
    pushRead: (event) => {
      if (end) return;
      if (kept.events.length > 0) eventAt(kept.events.length - 1);
      checked = kept.events.length + 1;
      append(event, 0);
    },
    complete: () => {
      end ??= {};
      live$.complete();
    },
    error: (error) => {
      if (end) return;
      end = { error };
      live$.error(error);
    },
    events$: new Observable((subscriber) => {
      replay(subscriber);
      if (subscriber.closed) return undefined;
      if (!end) return live$.subscribe(subscriber);
      if ('error' in end) subscriber.error(end.error);
      else subscriber.complete();
      return undefined;
    }),
    length: () => kept.events.length,
    bytes: () => bytes,
    observed: () => live$.observed,
  };
};
