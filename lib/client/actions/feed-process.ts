import { concat, concatMap, defer, EMPTY, ignoreElements, map, merge, type Observable } from 'rxjs';
import { toBase64, type TerminalSize } from './process-output.js';

/** What a process can be fed with while it runs. */
export interface ProcessFeed {
  /** What is written to its standard input, piece by piece; its end closes that. Default: no standard input. */
  readonly stdin$?: Observable<Uint8Array | string> | undefined;
  /** The sizes of its terminal, as they change. Needs `tty`. */
  readonly resize$?: Observable<TerminalSize> | undefined;
}

/** The requests that feed a process. */
export interface FeedRequests {
  readonly write: (params: {
    readonly deltaBase64?: string;
    readonly closeStdin?: boolean;
  }) => Observable<unknown>;
  readonly resize: (size: TerminalSize) => Observable<unknown>;
}

/** Cold: feeds a process, one request after another; errors as they and the feed do. Emits nothing. */
export const feedProcess = (
  { stdin$, resize$ }: ProcessFeed,
  { write, resize }: FeedRequests,
): Observable<never> => {
  const writes$ = stdin$?.pipe(map((data) => () => write({ deltaBase64: toBase64(data) })));
  const close$ = defer(() => write({ closeStdin: true }));
  const input$ = writes$ && concat(writes$.pipe(concatMap((send) => send())), close$);
  const sizes$ = resize$?.pipe(concatMap(resize));
  return merge(input$ ?? EMPTY, sizes$ ?? EMPTY).pipe(ignoreElements());
};
