import type { Report } from '../errors/diagnostic.js';
import { ownText } from '../protocol/own-text.js';
import type { NotificationReader } from '../protocol/read-notification.js';
import { createThreadChannel, type ThreadChannelControl } from './thread-channel.js';

/** Threads that nobody watches and on which nothing runs; more push the oldest out. */
const idleThreads = 1_000;

/** How many characters of wire text may wait for first subscribers, over all threads; more push the oldest out: 4 Mi. */
const bufferedChars = 4 * 1024 * 1024;

/** How many old threads are looked at for one that can go, per new thread: keeps the cost constant. */
const looks = 16;

/** Which channel belongs to which thread id. */
export interface ThreadRegistry {
  /** The channel of a thread, made if need be. */
  get(id: string): ThreadChannelControl;
  /** Those that are kept, oldest first. */
  all(): readonly ThreadChannelControl[];
  complete(): void;
  readonly size: () => number;
}

/** Makes the registry of threads. */
export const createThreadRegistry = (reader: NotificationReader, report: Report): ThreadRegistry => {
  const threads = new Map<string, ThreadChannelControl>();
  /** Threads with events that wait for a first subscriber, those first that began to wait first. */
  const waiting = new Set<ThreadChannelControl>();
  let waitingChars = 0;
  let completed = false;

  const countBuffered = (channel: ThreadChannelControl, change: number, chars: number): void => {
    waitingChars += change;
    if (chars === 0) waiting.delete(channel);
    else if (chars === change) waiting.add(channel);
    if (waitingChars > bufferedChars) longestWaiting()?.dropBuffer();
    // Left standing, it would hold on to whatever the set was made of meanwhile.
    else queue = undefined;
  };

  /** Stands before the one that has waited longest, which leaves the set once it is given up. */
  let queue: SetIterator<ThreadChannelControl> | undefined;

  const longestWaiting = (): ThreadChannelControl | undefined => {
    queue ??= waiting.values();
    const next = queue.next();
    return next.done ? (queue = waiting.values()).next().value : next.value;
  };

  /** Stands before the oldest: a new iterator would first walk over every entry that was taken out there. */
  let front = threads.entries();

  const makeRoom = (): void => {
    for (let look = 0; look < looks && threads.size > idleThreads; look += 1) {
      let next = front.next();
      if (next.done) next = (front = threads.entries()).next();
      const [id, oldest] = next.value as [string, ThreadChannelControl];
      threads.delete(id);
      // Still in use: to the back of the row.
      if (!oldest.idle()) threads.set(id, oldest);
      else {
        oldest.gone = true;
        oldest.dropBuffer();
      }
    }
  };

  const create = (seenId: string): ThreadChannelControl => {
    const id = ownText(seenId);
    const message = 'Events of a thread that nobody had subscribed to were dropped to make room.';
    const channel: ThreadChannelControl = createThreadChannel(id, {
      reader,
      onOverflow: () => report({ kind: 'dropped', message, threadId: id }),
      onBuffered: (change, chars) => countBuffered(channel, change, chars),
    });
    if (completed) channel.complete();
    threads.set(id, channel);
    makeRoom();
    return channel;
  };

  return {
    get: (id) => threads.get(id) ?? create(id),
    all: () => [...threads.values()],
    complete: () => {
      completed = true;
      for (const channel of threads.values()) channel.complete();
    },
    size: () => threads.size,
  };
};
