import { distinctUntilChanged, finalize, ignoreElements, Observable, share, Subject, tap } from 'rxjs';
import type { ConnectionView } from '../view/connection-view.js';
import { initialThreadView, type ThreadView } from '../view/thread-view.js';

/** Follows the view of one thread by its id. */
export type ThreadViews = (id: string) => Observable<ThreadView>;

/**
 * Takes the view of a connection apart into those of its threads, for as long as any is followed.
 *
 * A change is told to who follows the thread that changed, and costs nothing for each of the others. A thread of
 * which nothing is known has an empty view. Completes with the view of the connection.
 */
export const createThreadViews = (view$: Observable<ConnectionView>): ThreadViews => {
  const followed = new Map<string, Subject<ThreadView | undefined>>();
  let threads: readonly ThreadView[] = [];

  const tell = (now: readonly ThreadView[]): void => {
    const before = threads;
    threads = now;
    if (now === before || followed.size === 0) return;
    // Who hears of one may let go of all and begin anew: what is told here is then out of date.
    for (let index = 0; index < now.length && threads === now; index += 1) {
      const thread = now[index]!;
      if (thread !== before[index]) followed.get(thread.id)?.next(thread);
    }
    if (now.at(-1)?.id !== before.at(-1)?.id) tellGivenUp(now);
  };

  /** A new thread may have pushed out another. */
  const tellGivenUp = (now: readonly ThreadView[]): void => {
    const known = new Set(now.map(({ id }) => id));
    for (const [id, changes$] of followed) if (threads === now && !known.has(id)) changes$.next(undefined);
  };

  /** Emits nothing; while anybody subscribes, `threads` are those of now. */
  const current$ = view$.pipe(
    tap((view) => tell(view.threads)),
    ignoreElements(),
    share(),
  );

  const changesOf = (id: string): Observable<ThreadView | undefined> => {
    const changes$ = followed.get(id) ?? new Subject<ThreadView | undefined>();
    followed.set(id, changes$);
    const letGo = (): void => {
      if (!changes$.observed) followed.delete(id);
      if (followed.size === 0) threads = [];
    };
    return changes$.pipe(finalize(letGo));
  };

  return (id) => {
    const unknown = initialThreadView(id);
    const thread$ = new Observable<ThreadView>((subscriber) => {
      let begun = false;
      let ended = false;
      const complete = (): void => {
        ended = true;
        if (begun) subscriber.complete();
      };
      subscriber.add(current$.subscribe({ complete }));
      subscriber.add(changesOf(id).subscribe((thread) => subscriber.next(thread ?? unknown)));
      subscriber.next(threads.find((thread) => thread.id === id) ?? unknown);
      begun = true;
      if (ended) subscriber.complete();
    });
    return thread$.pipe(distinctUntilChanged());
  };
};
