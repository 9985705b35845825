import type { Report } from '../errors/diagnostic.js';
import type { ReadNotification } from '../protocol/read-notification.js';
import { createThreadChannel, threadBuffer, type ThreadChannelControl } from './thread-channel.js';

/** Threads that nobody watches and on which nothing runs; more push the oldest out. */
const idleThreads = 1_000;

/** How many old threads are looked at for one that can go, per new thread: keeps the cost constant. */
const looks = 16;

/** Which channel belongs to which thread id. */
export interface ThreadRegistry {
  /** The channel of a thread, made if need be. */
  get(id: string): ThreadChannelControl;
  complete(): void;
  readonly size: () => number;
}

/** Makes the registry of threads. */
export const createThreadRegistry = (read: ReadNotification, report: Report): ThreadRegistry => {
  const threads = new Map<string, ThreadChannelControl>();
  let completed = false;

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
    }
  };

  const create = (id: string): ThreadChannelControl => {
    const channel = createThreadChannel(id, read, () =>
      report({
        kind: 'dropped',
        message: `More than ${threadBuffer} events of a thread came before anybody subscribed; the oldest were dropped.`,
        threadId: id,
      }),
    );
    if (completed) channel.complete();
    threads.set(id, channel);
    makeRoom();
    return channel;
  };

  return {
    get: (id) => threads.get(id) ?? create(id),
    complete: () => {
      completed = true;
      for (const channel of threads.values()) channel.complete();
    },
    size: () => threads.size,
  };
};
