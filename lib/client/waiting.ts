import { defer, distinctUntilChanged, map, startWith, type Observable } from 'rxjs';
import type { OpenRequests, OpenServerRequest } from '../rpc/open-requests.js';

/** A tool of one's own works by itself: nobody is waited for. */
const toolCall = 'item/tool/call';

/**
 * Cold: whether somebody is to answer one of the requests, now and at each change: an approval, a question. Completes
 * with the connection.
 *
 * @param belongs which requests count
 */
export const waitingFor = (
  openRequests: OpenRequests,
  belongs: (request: OpenServerRequest) => boolean,
): Observable<boolean> => {
  const isWaiting = (): boolean =>
    openRequests.all().some((request) => request.method !== toolCall && belongs(request));
  return defer(() =>
    openRequests.changes$.pipe(startWith(undefined), map(isWaiting), distinctUntilChanged()),
  );
};
