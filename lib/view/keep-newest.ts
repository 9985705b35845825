import { keptTurns, type ThreadView } from './thread-view.js';
import type { TurnView } from './turn-view.js';

/** Ids of ended turns that are remembered after these have left the list, so that late events make no ghost turns. */
const forgottenTurns = 1_000;

/** Keeps the newest turns of a thread: those that have ended go first, the oldest before the others. */
export const keepNewest = (
  { forgottenTurnIds }: ThreadView,
  turns: readonly TurnView[],
): Pick<ThreadView, 'turns' | 'forgottenTurnIds'> => {
  if (turns.length <= keptTurns) return { turns, forgottenTurnIds };
  const ended = turns.filter(({ status }) => status !== 'inProgress').slice(0, turns.length - keptTurns);
  const ids = new Set(ended.map(({ id }) => id));
  return {
    turns: turns.filter(({ id }) => !ids.has(id)).slice(-keptTurns),
    forgottenTurnIds: [...forgottenTurnIds.filter((id) => !ids.has(id)), ...ids].slice(-forgottenTurns),
  };
};
