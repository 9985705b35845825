import { Observable, Subject, type Subscriber } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';
import type { ReadNotification } from '../protocol/read-notification.js';
import type { NotificationMessage } from '../protocol/message.js';
import type { TurnChannel } from './turn-channel.js';

/** A `turn/start` that was written and not answered. */
export type PendingStart = symbol;

/** Everything the connection knows of one thread. */
export interface ThreadChannel {
  readonly id: string;
  /** Every notification of the thread; until the first subscriber a bounded buffer is kept, then hot. */
  readonly events$: Observable<ServerNotification>;
  /** Hot: each turn of the thread when it is first known to run. */
  readonly turns$: Observable<TurnChannel>;
  /** The turn that runs on the thread, as far as is known. */
  readonly active: () => TurnChannel | undefined;
  /** Whether a `turn/start` written now would steer instead of starting a turn. */
  readonly busy: () => boolean;
  /** Notes that a `turn/start` is on the wire; the returned function says that it was answered or interrupted. */
  startPending(): () => void;
  /** Notes that an interrupt of the turn is on the wire: a `turn/start` behind it starts a turn of its own. */
  interrupted(turn: TurnChannel): void;
  /** The same for a turn whose `turn/start` was not answered yet; the returned function says that it was. */
  startInterrupted(): () => void;
}

/** The router's side of a thread. */
export interface ThreadChannelControl extends ThreadChannel {
  push(message: NotificationMessage): void;
  opened(turn: TurnChannel): void;
  closed(turn: TurnChannel): void;
  complete(): void;
  /** Whether nothing would be missed if the thread were forgotten. */
  readonly idle: () => boolean;
}

/**
 * How many events of a thread wait for its first subscriber; more push the oldest out.
 *
 * The handful that surround the answer to `thread/start` is what must not be missed.
 */
export const threadBuffer = 256;

/** Makes the channel of one thread. */
export const createThreadChannel = (
  id: string,
  read: ReadNotification,
  onOverflow: () => void,
): ThreadChannelControl => {
  const live$ = new Subject<ServerNotification>();
  const turns$ = new Subject<TurnChannel>();
  const starts = new Set<PendingStart>();
  const interruptedStarts = new Set<PendingStart>();
  const stopping = new WeakSet<TurnChannel>();
  /** Undefined once somebody has subscribed. */
  let buffer: NotificationMessage[] | undefined = [];
  let overflowed = false;
  let active: TurnChannel | undefined;
  let completed = false;

  const keep = (message: NotificationMessage, kept: NotificationMessage[]): void => {
    kept.push(message);
    if (kept.length <= threadBuffer) return;
    if (!overflowed) onOverflow();
    overflowed = true;
    // Trimmed in blocks, so that the cost per event stays constant.
    if (kept.length >= 2 * threadBuffer) kept.splice(0, kept.length - threadBuffer);
  };

  /** What a subscriber's reaction to a missed event brings is delivered behind what was missed. */
  const catchUp = (
    missed: readonly NotificationMessage[],
    subscriber: Subscriber<ServerNotification>,
  ): void => {
    const arrived: ServerNotification[] = [];
    const arrivals = live$.subscribe((event) => arrived.push(event));
    for (const message of missed) if (!subscriber.closed) subscriber.next(read(message));
    // Reaches what is added while it runs, too.
    for (const event of arrived) if (!subscriber.closed) subscriber.next(event);
    arrivals.unsubscribe();
  };

  return {
    id,
    events$: new Observable((subscriber) => {
      const missed = buffer?.slice(-threadBuffer);
      buffer = undefined;
      if (missed) catchUp(missed, subscriber);
      if (completed) subscriber.complete();
      return live$.subscribe(subscriber);
    }),
    turns$: turns$.asObservable(),
    active: () => active,
    busy: () =>
      starts.size > 0 || (active !== undefined && !stopping.has(active) && interruptedStarts.size === 0),
    startPending: () => pendingIn(starts),
    interrupted: (turn) => void stopping.add(turn),
    startInterrupted: () => pendingIn(interruptedStarts),
    push: (message) => {
      if (live$.observed) live$.next(read(message));
      else if (buffer) keep(message, buffer);
    },
    opened: (turn) => {
      active = turn;
      turns$.next(turn);
    },
    closed: (turn) => {
      if (active === turn) active = undefined;
    },
    complete: () => {
      completed = true;
      live$.complete();
      turns$.complete();
    },
    idle: () =>
      !live$.observed &&
      !turns$.observed &&
      active === undefined &&
      starts.size + interruptedStarts.size === 0,
  };
};

/** Adds a member to the set, and returns the function that takes it out again. */
const pendingIn = (starts: Set<PendingStart>): (() => void) => {
  const start: PendingStart = Symbol('turn/start');
  starts.add(start);
  return () => starts.delete(start);
};
