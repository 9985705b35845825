import { Observable } from 'rxjs';
import { CodexProtocolError } from '../errors/codex-protocol-error.js';

/** One page of a list: its members, and where the next page begins. */
export interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor?: string | null;
}

/** Reads the page that begins at a cursor; null for the first. */
export type ReadPage<T> = (cursor: string | null) => Observable<Page<T>>;

/**
 * Cold: emits the members of a list that the server gives in pages.
 *
 * A page is asked for when the one before has been emitted and somebody still listens: `take(10)` reads no more than
 * it needs. Completes after the last page; errors as the request does, and with `CodexProtocolError` where the server
 * leads in a circle.
 */
export const listPages = <T>(read: ReadPage<T>): Observable<T> =>
  new Observable((subscriber) => {
    const followed = new Set<string | null>();

    // Not `expand`: that subscribes to the next page also when nobody listens any more.
    const emitFrom = (cursor: string | null): void => {
      if (followed.has(cursor)) return subscriber.error(circle(cursor));
      followed.add(cursor);
      let next: string | null = null;
      const page = read(cursor).subscribe({
        next: ({ data, nextCursor }) => {
          for (const member of data) if (!subscriber.closed) subscriber.next(member);
          next = nextCursor ?? null;
        },
        error: (error: unknown) => subscriber.error(error),
        complete: () => {
          if (subscriber.closed) return;
          if (next === null) subscriber.complete();
          else emitFrom(next);
        },
      });
      return void subscriber.add(page);
    };
    emitFrom(null);
  });

const circle = (cursor: string | null): CodexProtocolError =>
  new CodexProtocolError(`The server gave the cursor ${JSON.stringify(cursor)} of a list twice.`);
