import { filter, map, merge, Observable, ReplaySubject, share } from 'rxjs';
import type { Arrival } from '../protocol/arrival.js';
import type { ServerNotification } from '../protocol/notification.js';
import { initialConnectionView, type ConnectionView } from '../view/connection-view.js';
import { reduceConnection, type ConnectionInput } from '../view/reduce-connection.js';
import { createKeptInputs, type KeptInputsOptions } from './kept-inputs.js';
import type { ConnectionStatus } from './lifecycle.js';
import { createThreadViews, type ThreadViews } from './thread-views.js';

/** What the view of a connection is made from. */
export interface ConnectionViewsOptions extends KeptInputsOptions {
  readonly notifications$: Observable<ServerNotification>;
  readonly status$: Observable<ConnectionStatus>;
  /** The notification that is being delivered; turns and threads have it by the time it is on `notifications$`. */
  readonly delivering: () => Arrival | undefined;
}

/** The views of a connection, and its parts. */
export interface ConnectionViews {
  readonly view$: Observable<ConnectionView>;
  /** The views of a thread, out of the same fold. */
  readonly ofThread: ThreadViews;
}

/**
 * Follows the view of a connection: shared by its subscribers, and folded only while there are any.
 *
 * The first subscriber gets what can be told from what is kept. A change that a reader brings about is shown when
 * everybody has seen the view that it reacts to, so that all see the same order. Completes with the connection.
 */
export const connectionViews = (options: ConnectionViewsOptions): ConnectionViews => {
  const kept = createKeptInputs(options);
  const views$ = new Observable<ConnectionView>((subscriber) => {
    const delivering = options.delivering();
    const { inputs, heard } = kept(delivering);
    let view = inputs.reduce(reduceConnection, initialConnectionView());
    let shown: ConnectionView | undefined;
    let ended = false;
    // Until the subscription below has brought what it brings at once.
    let showing = true;
    const show = (): void => {
      if (showing) return;
      showing = true;
      while (view !== shown && !subscriber.closed) subscriber.next((shown = view));
      showing = false;
      if (ended) subscriber.complete();
    };
    const changes = liveInputs(options, heard ? delivering : undefined).subscribe({
      next: (input) => {
        view = reduceConnection(view, input);
        show();
      },
      complete: () => {
        ended = true;
        show();
      },
    });
    subscriber.add(changes);
    showing = false;
    show();
  });
  const view$ = views$.pipe(share({ connector: () => new ReplaySubject(1), resetOnComplete: false }));
  return { view$, ofThread: createThreadViews(view$) };
};

/** @param heard the notification that is being delivered, if it is part of the view already */
const liveInputs = (
  { notifications$, openRequests, openedThreads, status$, delivering }: ConnectionViewsOptions,
  heard: Arrival | undefined,
): Observable<ConnectionInput> =>
  merge(
    status$.pipe(map(({ status }) => ({ type: 'status' as const, status }))),
    openedThreads.added$.pipe(map((opened) => ({ type: 'thread' as const, opened }))),
    openRequests.changes$.pipe(map(({ type, request }) => ({ type, request }))),
    notifications$.pipe(
      filter(() => heard === undefined || delivering() !== heard),
      map((event) => ({ type: 'notification' as const, event })),
    ),
  );
