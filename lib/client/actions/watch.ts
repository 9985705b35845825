import type { Observable } from 'rxjs';
import type { ClientCore } from '../core.js';
import { follow, sendAndForget, type FollowSink } from './follow.js';

/**
 * Cold: watches a file or a folder on the server's machine (`fs/watch`) and emits the paths that changed, together
 * (`fs/changed`). Unsubscribing ends the watch (`fs/unwatch`). Never completes by itself.
 *
 * @param watchId names the watch on this connection
 * @param path absolute
 */
export const watch = (core: ClientCore, watchId: string, path: string): Observable<readonly string[]> =>
  follow(core, {
    start: (options) => core.request('fs/watch', { watchId, path }, options),
    events$: core.on('fs/changed'),
    answered: () => undefined,
    happened: (event, _, sink: FollowSink<readonly string[]>) => {
      if (event.watchId === watchId) sink.next(event.changedPaths);
    },
    stop: () => {
      sendAndForget(core.request('fs/unwatch', { watchId }));
      return true;
    },
  });
