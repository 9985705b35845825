import { filter, from, mergeMap, take, throwIfEmpty, type Observable } from 'rxjs';
import { CodexTurnForgottenError } from '../errors/codex-turn-forgotten-error.js';
import type { Turn } from '../protocol/generated/definitions.js';
import type { NotificationOf, TurnEvent } from '../protocol/notification.js';
import type { ClientCore } from './core.js';
import { listPages } from './list-pages.js';

/** Turns in one page: a long thread is read in few requests, and no answer grows without bound. */
const pageSize = 50;

/**
 * Cold: reads a finished turn back from the server (`thread/turns/list`, newest first) and emits it as events.
 *
 * The server keeps completed items and no deltas, so there is `turn/started`, one `item/completed` for each item,
 * and `turn/completed`. Errors with `CodexTurnForgottenError` if the thread has no such turn.
 */
export const readBackTurn = (core: ClientCore, threadId: string, turnId: string): Observable<TurnEvent> =>
  listPages((cursor) =>
    core.request('thread/turns/list', { threadId, cursor, limit: pageSize, itemsView: 'full' }),
  ).pipe(
    filter(({ id }) => id === turnId),
    take(1),
    throwIfEmpty(() => new CodexTurnForgottenError(turnId)),
    mergeMap((turn) => from(eventsOf(threadId, turn))),
  );

const eventsOf = (threadId: string, turn: Turn): TurnEvent[] => {
  const completedAtMs = (turn.completedAt ?? 0) * 1_000;
  const started: NotificationOf<'turn/started'> = {
    method: 'turn/started',
    params: {
      threadId,
      turn: { ...turn, items: [], itemsView: 'notLoaded', status: 'inProgress', completedAt: null },
    },
  };
  const items = turn.items.map((item): NotificationOf<'item/completed'> => ({
    method: 'item/completed',
    params: { threadId, turnId: turn.id, item, completedAtMs },
  }));
  const completed: NotificationOf<'turn/completed'> = {
    method: 'turn/completed',
    params: { threadId, turn },
  };
  return [started, ...items, completed];
};
