import { Subject, type Observable } from 'rxjs';
import type { OpenedThread } from '../view/opened-thread.js';

/** The answers that opened the threads of a client. */
export interface OpenedThreads {
  add(info: OpenedThread): void;
  /** The newest answer of each thread, 1,000 threads at most, oldest first. */
  readonly all: () => readonly OpenedThread[];
  /** Hot: each answer; completes with the connection. */
  readonly added$: Observable<OpenedThread>;
  complete(): void;
}

/** How many threads are remembered; as many as a view of the connection shows. */
const rememberedThreads = 1_000;

/** Makes the list of a client's opened threads. */
export const createOpenedThreads = (): OpenedThreads => {
  const byId = new Map<string, OpenedThread>();
  const added$ = new Subject<OpenedThread>();
  return {
    add: (info) => {
      const { id } = info.thread;
      byId.delete(id);
      byId.set(id, info);
      if (byId.size > rememberedThreads) byId.delete(byId.keys().next().value!);
      added$.next(info);
    },
    all: () => [...byId.values()],
    added$: added$.asObservable(),
    complete: () => added$.complete(),
  };
};
