import {
  combineLatest,
  connect,
  filter,
  ignoreElements,
  merge,
  switchMap,
  take,
  type Observable,
} from 'rxjs';
import type { FuzzyFileSearchResult } from '../../protocol/generated/definitions.js';
import type { ClientCore } from '../core.js';
import { either } from './either.js';
import { follow, sendAndForget, type FollowSink } from './follow.js';

/** What was found for a query so far. */
export interface FileSearchResults {
  readonly query: string;
  /** The best matches, best first. */
  readonly files: readonly FuzzyFileSearchResult[];
  /**
   * Whether the server said that it is done, and nothing was found after that. It says so of no query in particular, and
   * sometimes before its last results: these then stay at false, although no more will come.
   */
  readonly complete: boolean;
}

/** Where files are searched, and for what. */
export interface FileSearchParams {
  /** Folders, as absolute paths. */
  readonly roots: readonly string[];
  /** What is searched for; a new query replaces the one before. */
  readonly query$: Observable<string>;
}

/**
 * Cold: searches files by parts of their names, as somebody types (`fuzzyFileSearch/sessionStart`).
 *
 * Each query is sent as it comes (`fuzzyFileSearch/sessionUpdate`), the newest of those that come before the session is
 * answered behind that; emits what was found at each change
 * (`fuzzyFileSearch/sessionUpdated`, `sessionCompleted`). Unsubscribing ends the session
 * (`fuzzyFileSearch/sessionStop`). Errors as the requests do; goes on when `query$` has completed.
 *
 * @param sessionId names the search on this connection
 */
export const searchFiles = (
  core: ClientCore,
  sessionId: string,
  { roots, query$ }: FileSearchParams,
): Observable<FileSearchResults> => {
  const update = (query: string) => core.request('fuzzyFileSearch/sessionUpdate', { sessionId, query });
  return session(core, sessionId, roots).pipe(
    // `query$` is subscribed before the session: what a hot one emits meanwhile would be lost.
    connect((found$) =>
      merge(
        combineLatest([query$, found$.pipe(filter(isStarted), take(1))]).pipe(
          switchMap(([query]) => update(query)),
          ignoreElements(),
        ),
        found$.pipe(filter(isResults)),
      ),
    ),
  );
};

type Found = FileSearchResults | 'started';

const isStarted = (found: Found): found is 'started' => found === 'started';

const isResults = (found: Found): found is FileSearchResults => found !== 'started';

const session = (core: ClientCore, sessionId: string, roots: readonly string[]): Observable<Found> => {
  let latest: FileSearchResults | undefined;
  return follow(core, {
    start: (options) => core.request('fuzzyFileSearch/sessionStart', { sessionId, roots }, options),
    events$: either(core, 'fuzzyFileSearch/sessionUpdated', 'fuzzyFileSearch/sessionCompleted'),
    answered: (_, sink: FollowSink<Found>) => sink.next('started'),
    happened: ({ method, params }, _, sink) => {
      if (params.sessionId !== sessionId) return;
      if (method === 'fuzzyFileSearch/sessionCompleted') latest = latest && { ...latest, complete: true };
      else latest = { query: params.query, files: params.files, complete: false };
      if (latest) sink.next(latest);
    },
    stop: () => {
      sendAndForget(core.request('fuzzyFileSearch/sessionStop', { sessionId }));
      return true;
    },
  });
};
