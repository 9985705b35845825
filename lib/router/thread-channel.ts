import { Observable, Subject } from 'rxjs';
import { keptOf, type Arrival, type KeptNotification } from '../protocol/arrival.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { NotificationReader } from '../protocol/read-notification.js';
import { createBoundedSet, type BoundedSet } from './bounded-set.js';
import { catchUp } from './catch-up.js';
import type { ThreadEvents, TurnChannel } from './turn-channel.js';
import { createTurnstile, type Turnstile } from './turnstile.js';

/** Everything the connection knows of one thread. */
export interface ThreadChannel {
  readonly id: string;
  /** Every notification of the thread: those that wait for the first subscriber, then hot. */
  readonly events$: Observable<ServerNotification>;
  /** Hot: each turn of the thread when it is first known to run. */
  readonly turns$: Observable<TurnChannel>;
  /** The threads of the sub-agents that were spawned here: the newest 256 that are known, then live. */
  readonly children$: Observable<string>;
  /** The last notification of each method that is of the thread and of no turn, in the order in which they came. */
  readonly facts: () => readonly KeptNotification[];
  /** Who may start a turn here, and when. */
  readonly turnstile: Turnstile;
}

/** The router's side of a thread. */
export interface ThreadChannelControl extends ThreadChannel, ThreadEvents {
  wants: boolean;
  gone: boolean;
  /** Gives up what waits for the first subscriber, and what would. */
  dropBuffer(): void;
  opened(turn: TurnChannel): void;
  /** Keeps a notification that is of no turn until the next of its method. */
  note(arrival: Arrival): void;
  /** A sub-agent's thread is known. Does nothing for one that was known already. */
  addChild(id: string): void;
  /** A turn is over; who waits for the thread comes in with `turnstile.admit()`. */
  closed(turn: TurnChannel): void;
  complete(): void;
  /** Whether nothing would be missed if the thread were forgotten. */
  readonly idle: () => boolean;
}

/**
 * How many events of a thread wait for its first subscriber. When there are more, all are given up: whoever comes then
 * gets the events from then on, and never some with others missing in between.
 *
 * The handful that surround the answer to `thread/start` is what must not be missed.
 */
export const threadBuffer = 256;

/** How many threads of sub-agents are kept for late subscribers. */
const keptChildren = 256;

/** What a thread's channel needs from around it. */
export interface ThreadChannelOptions {
  readonly reader: NotificationReader;
  /** Called once, when events were dropped that waited for a first subscriber. */
  readonly onOverflow: () => void;
  /** Called with the characters by which the waiting events grew or shrank, and how many wait now. */
  readonly onBuffered: (change: number, chars: number) => void;
}

/** Makes the channel of one thread. */
export const createThreadChannel = (
  id: string,
  { reader, onOverflow, onBuffered }: ThreadChannelOptions,
): ThreadChannelControl => {
  const live$ = new Subject<ServerNotification>();
  const turns$ = new Subject<TurnChannel>();
  const children$ = new Subject<string>();
  /** Most threads have none. */
  let children: BoundedSet<string> | undefined;
  const facts = new Map<string, KeptNotification>();
  const turnstile = createTurnstile();
  /** Undefined once somebody has subscribed, or nobody did for too long. */
  let buffer: KeptNotification[] | undefined = [];
  /** The characters of what waits. */
  let chars = 0;
  let completed = false;

  const keep = (arrival: Arrival, waiting: KeptNotification[]): void => {
    if (waiting.length === threadBuffer) return dropBuffer();
    const kept = keptOf(arrival);
    waiting.push(kept);
    chars += kept.size;
    onBuffered(kept.size, chars);
  };

  /** What waits; nothing does any more. */
  const takeWaiting = (): readonly KeptNotification[] => {
    const missed = buffer ?? [];
    if (missed.length > 0) onBuffered(-chars, 0);
    buffer = undefined;
    chars = 0;
    return missed;
  };

  const dropBuffer = (): void => {
    if (!buffer) return;
    if (takeWaiting().length > 0) onOverflow();
    channel.wants = live$.observed;
  };

  const channel: ThreadChannelControl = {
    id,
    wants: true,
    gone: false,
    events$: new Observable((subscriber) => {
      const missed = takeWaiting();
      if (missed.length > 0) catchUp(live$, readAll(missed, reader), subscriber);
      if (completed) subscriber.complete();
      channel.wants = true;
      const live = live$.subscribe(subscriber);
      return () => {
        live.unsubscribe();
        channel.wants = live$.observed;
      };
    }),
    turns$: turns$.asObservable(),
    children$: new Observable((subscriber) => {
      catchUp(children$, children?.all() ?? [], subscriber);
      return children$.subscribe(subscriber);
    }),
    turnstile,
    push: (arrival) => {
      if (live$.observed) {
        const event = reader.event(arrival);
        if (event) live$.next(event);
      } else if (buffer) keep(arrival, buffer);
    },
    dropBuffer,
    opened: (turn) => {
      turnstile.opened(turn);
      turns$.next(turn);
    },
    facts: () => [...facts.values()],
    note: (arrival) => {
      facts.delete(arrival.method);
      facts.set(arrival.method, keptOf(arrival));
    },
    addChild: (child) => {
      children ??= createBoundedSet<string>(keptChildren);
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
  return channel;
};

/** Each is read when it is shown: a subscriber that leaves early need not pay for the rest. */
function* readAll(
  waiting: readonly KeptNotification[],
  reader: NotificationReader,
): Generator<ServerNotification> {
  for (const kept of waiting) {
    const event = reader.recall(kept);
    if (event) yield event;
  }
}
