import { Observable, Subject } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';
import type { ReadNotification } from '../protocol/read-notification.js';
import type { NotificationMessage } from '../protocol/message.js';
import { createBoundedSet } from './bounded-set.js';
import { catchUp } from './catch-up.js';
import type { TurnChannel } from './turn-channel.js';
import { createTurnstile, type Turnstile } from './turnstile.js';

/** Everything the connection knows of one thread. */
export interface ThreadChannel {
  readonly id: string;
  /** Every notification of the thread; until the first subscriber a bounded buffer is kept, then hot. */
  readonly events$: Observable<ServerNotification>;
  /** Hot: each turn of the thread when it is first known to run. */
  readonly turns$: Observable<TurnChannel>;
  /** The threads of the sub-agents that were spawned here: the newest 256 that are known, then live. */
  readonly children$: Observable<string>;
  /** The last notification of each method that is of the thread and of no turn, in the order in which they came. */
  readonly facts: () => readonly NotificationMessage[];
  /** Who may start a turn here, and when. */
  readonly turnstile: Turnstile;
}

/** The router's side of a thread. */
export interface ThreadChannelControl extends ThreadChannel {
  /** `size` is the length of the message on the wire, in characters. */
  push(message: NotificationMessage, size: number): void;
  /** Gives up what waits for the first subscriber. */
  dropBuffer(): void;
  opened(turn: TurnChannel): void;
  /** Keeps a notification that is of no turn until the next of its method. */
  note(message: NotificationMessage): void;
  /** A sub-agent's thread is known. Does nothing for one that was known already. */
  addChild(id: string): void;
  /** A turn is over; who waits for the thread comes in with `turnstile.admit()`. */
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

/** How many threads of sub-agents are kept for late subscribers. */
const keptChildren = 256;

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
  const children$ = new Subject<string>();
  const children = createBoundedSet<string>(keptChildren);
  const facts = new Map<string, NotificationMessage>();
  const turnstile = createTurnstile();
  /** Undefined once somebody has subscribed. */
  let buffer: NotificationMessage[] | undefined = [];
  /** The characters of what waits; after a trim an estimate, so that no size is kept for each event. */
  let chars = 0;
  let overflowed = false;
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

  return {
    id,
    events$: new Observable((subscriber) => {
      const missed = takeBuffer();
      if (missed.length > 0) catchUp(live$, readAll(missed, read), subscriber);
      if (completed) subscriber.complete();
      return live$.subscribe(subscriber);
    }),
    turns$: turns$.asObservable(),
    children$: new Observable((subscriber) => {
      catchUp(children$, children.all(), subscriber);
      return children$.subscribe(subscriber);
    }),
    turnstile,
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
      turnstile.opened(turn);
      turns$.next(turn);
    },
    facts: () => [...facts.values()],
    note: (message) => {
      facts.delete(message.method);
      facts.set(message.method, message);
    },
    addChild: (child) => {
      if (children.has(child)) return;
      children.add(child);
      children$.next(child);
    },
    closed: turnstile.closed,
    complete: () => {
      completed = true;
      live$.complete();
      turns$.complete();
      children$.complete();
      turnstile.complete();
    },
    idle: () => !live$.observed && !turns$.observed && !children$.observed && turnstile.idle(),
  };
};

/** Each is read when it is shown: a subscriber that leaves early need not pay for the rest. */
function* readAll(
  messages: readonly NotificationMessage[],
  read: ReadNotification,
): Generator<ServerNotification> {
  for (const message of messages) yield read(message);
}
