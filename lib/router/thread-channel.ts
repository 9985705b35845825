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
  /** `size` is the length of the message on the wire, in characters. */
  push(message: NotificationMessage, size: number): void;
  /** Gives up what waits for the first subscriber. */
  dropBuffer(): void;
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

/** What a thread's channel needs from around it. */
export interface ThreadChannelOptions {
  readonly read: ReadNotification;
  /** Called once, when events were dropped that waited for a first subscriber. */
  readonly onOverflow: () => void;
  /** Called with the characters by which the waiting events grew or shrank, and how many wait now. */
  readonly onBuffered: (change: number, chars: number) => void;
}

/** Makes the channel of one thread. */
export const createThreadChannel = (
  id: string,
  { read, onOverflow, onBuffered }: ThreadChannelOptions,
): ThreadChannelControl => {
  const live$ = new Subject<ServerNotification>();
  const turns$ = new Subject<TurnChannel>();
  const starts = new Set<PendingStart>();
  const interruptedStarts = new Set<PendingStart>();
  const stopping = new WeakSet<TurnChannel>();
  /** Undefined once somebody has subscribed. */
  let buffer: NotificationMessage[] | undefined = [];
  /** The characters of what waits; after a trim an estimate, so that no size is kept for each event. */
  let chars = 0;
  let overflowed = false;
  let active: TurnChannel | undefined;
  let completed = false;

  /** Takes the oldest out of what waits. */
  const trim = (kept: NotificationMessage[], count: number): void => {
    const taken = count === kept.length ? chars : Math.round((chars * count) / kept.length);
    kept.splice(0, count);
    chars -= taken;
    onBuffered(-taken, chars);
  };

  const overflow = (): void => {
    if (!overflowed) onOverflow();
    overflowed = true;
  };

  const keep = (message: NotificationMessage, size: number, kept: NotificationMessage[]): void => {
    kept.push(message);
    chars += size;
    onBuffered(size, chars);
    if (kept.length <= threadBuffer) return;
    overflow();
    // Trimmed in blocks, so that the cost per event stays constant.
    if (kept.length >= 2 * threadBuffer) trim(kept, kept.length - threadBuffer);
  };

  const takeBuffer = (): readonly NotificationMessage[] => {
    const missed = buffer ?? [];
    if (missed.length > 0) onBuffered(-chars, 0);
    buffer = undefined;
    chars = 0;
    return missed.slice(-threadBuffer);
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
      const missed = takeBuffer();
      if (missed.length > 0) catchUp(missed, subscriber);
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
    push: (message, size) => {
      if (live$.observed) live$.next(read(message));
      else if (buffer) keep(message, size, buffer);
    },
    dropBuffer: () => {
      if (!buffer || buffer.length === 0) return;
      trim(buffer, buffer.length);
      overflow();
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
