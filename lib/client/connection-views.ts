import { filter, map, merge, Observable, ReplaySubject, share } from 'rxjs';
import type { NotificationMessage } from '../protocol/message.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { ReadNotification } from '../protocol/read-notification.js';
import type { OpenRequests } from '../rpc/open-requests.js';
import type { Router } from '../router/router.js';
import { initialConnectionView, type ConnectionView } from '../view/connection-view.js';
import { reduceConnection, type ConnectionInput } from '../view/reduce-connection.js';
import type { ConnectionStatus } from './lifecycle.js';
import type { OpenedThreads } from './opened-threads.js';

/** What the view of a connection is made from. */
export interface ConnectionViewsOptions {
  readonly router: Router;
  readonly read: ReadNotification;
  readonly openRequests: OpenRequests;
  readonly openedThreads: OpenedThreads;
  readonly notifications$: Observable<ServerNotification>;
  readonly status$: Observable<ConnectionStatus>;
  /** The last notification of each method that belongs to no thread, in the order in which they came. */
  readonly facts: () => readonly NotificationMessage[];
  /** The notification that is being delivered, and that turns and threads have already. */
  readonly delivering: () => NotificationMessage | undefined;
}

/**
 * Follows the view of a connection: shared by its subscribers, and folded only while there are any.
 *
 * The first subscriber gets what can be told from what is kept: threads by the answers that opened them, turns by
 * their events, and of everything else the last notification. Completes with the connection.
 */
export const connectionViews = (options: ConnectionViewsOptions): Observable<ConnectionView> => {
  const views$ = new Observable<ConnectionView>((subscriber) => {
    let view = keptInputs(options).reduce(reduceConnection, initialConnectionView());
    let shown: ConnectionView | undefined;
    let ended = false;
    const show = (): void => {
      if (view !== shown) subscriber.next((shown = view));
      if (ended) subscriber.complete();
    };
    let begun = false;
    // Before the first view is shown, whose reader may bring about the next change.
    const changes = liveInputs(options).subscribe({
      next: (input) => {
        view = reduceConnection(view, input);
        if (begun) show();
      },
      complete: () => {
        ended = true;
        if (begun) show();
      },
    });
    subscriber.add(changes);
    begun = true;
    show();
  });
  return views$.pipe(share({ connector: () => new ReplaySubject(1), resetOnComplete: false }));
};

/** What is kept of what happened so far, as if it happened now. */
const keptInputs = ({
  router,
  read,
  openRequests,
  openedThreads,
  facts,
}: ConnectionViewsOptions): readonly ConnectionInput[] => {
  const { threads, turns } = router.kept();
  const events: ServerNotification[] = [];
  // What is kept of a turn is told while it is subscribed to.
  for (const { log } of turns)
    log.events$.subscribe({ next: (event) => events.push(event), error: () => undefined }).unsubscribe();
  for (const thread of threads) events.push(...thread.facts().map(read));
  events.push(...facts().map(read));
  return [
    ...openedThreads.all().map((opened) => ({ type: 'thread' as const, opened })),
    ...events.map((event) => ({ type: 'notification' as const, event })),
    ...openRequests.all().map((request) => ({ type: 'opened' as const, request })),
  ];
};

const liveInputs = ({
  notifications$,
  openRequests,
  openedThreads,
  status$,
  delivering,
}: ConnectionViewsOptions): Observable<ConnectionInput> => {
  const known = delivering();
  return merge(
    status$.pipe(map(({ status }) => ({ type: 'status' as const, status }))),
    openedThreads.added$.pipe(map((opened) => ({ type: 'thread' as const, opened }))),
    openRequests.changes$.pipe(map(({ type, request }) => ({ type, request }))),
    notifications$.pipe(
      // Who subscribes in the middle of a delivery has that notification from what is kept.
      filter((event) => event.params !== known?.params || (event.method as string) !== known?.method),
      map((event) => ({ type: 'notification' as const, event })),
    ),
  );
};
