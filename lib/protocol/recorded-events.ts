import type { Turn } from './generated/definitions.js';
import type { NotificationOf, TurnEvent } from './notification.js';

/**
 * What the server recorded of a finished turn, as the events that would have told it.
 *
 * It keeps completed items and no deltas: there is `turn/started`, one `item/completed` for each item, and
 * `turn/completed`.
 */
export const recordedEvents = (threadId: string, turn: Turn): readonly TurnEvent[] => {
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
