import { filter, from, mergeMap, take, throwIfEmpty, type Observable } from 'rxjs';
import { CodexTurnForgottenError } from '../errors/codex-turn-forgotten-error.js';
import type { TurnEvent } from '../protocol/notification.js';
import { recordedEvents } from '../protocol/recorded-events.js';
import type { ClientCore } from './core.js';
import { listPages } from './list-pages.js';

/** Turns in one page: a long thread is read in few requests, and no answer grows without bound. */
const pageSize = 50;

/**
 * Cold: reads a finished turn back from the server (`thread/turns/list`, newest first) and emits it as events.
 *
 * See `recordedEvents`. Errors with `CodexTurnForgottenError` if the thread has no such turn.
 */
export const readBackTurn = (core: ClientCore, threadId: string, turnId: string): Observable<TurnEvent> =>
  listPages((cursor) =>
    core.request('thread/turns/list', { threadId, cursor, limit: pageSize, itemsView: 'full' }),
  ).pipe(
    filter(({ id }) => id === turnId),
    take(1),
    throwIfEmpty(() => new CodexTurnForgottenError(turnId)),
    mergeMap((turn) => from(recordedEvents(threadId, turn))),
  );
