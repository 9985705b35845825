import type { Thread, Turn } from './generated/definitions.js';
import { ownField } from './own-field.js';

/**
 * The turns that an answer lists of a thread, each once.
 *
 * A review is listed under both of its ids, and still as running under the one that it announced itself with when it is
 * over: where the turn that it belongs to is listed or known, that one counts. What is no turn is left out: with
 * `validate: false` an answer can be anything.
 *
 * @param known the ids of turns of the thread that are known already
 */
export const listedTurns = (thread: unknown, known: readonly string[] = []): readonly Turn[] => {
  const listed = ownField(thread, 'turns');
  const turns = Array.isArray(listed) ? listed.filter(isTurn) : [];
  // A sub-agent's turns belong to turns of another thread, which may be listed as well where it began as a copy.
  if (typeof ownField(thread, 'parentThreadId') === 'string') return turns;
  const ids = new Set([...known, ...turns.map(({ id }) => id)]);
  return turns.filter(({ id, rootTurnId }) => rootTurnId === id || !ids.has(rootTurnId ?? ''));
};

const isTurn = (turn: unknown): turn is Turn => typeof ownField(turn, 'id') === 'string';

/** Whether a turn is listed as over. A status that nobody knows says nothing. */
export const hasEnded = ({ status }: Pick<Turn, 'status'>): boolean =>
  status === 'completed' || status === 'interrupted' || status === 'failed';

/** Whether a thread began as a copy of another: a turn that runs on that one is listed as interrupted here. */
export const isCopy = (thread: Pick<Thread, 'forkedFromId' | 'parentThreadId'>): boolean =>
  typeof thread.forkedFromId === 'string' || typeof thread.parentThreadId === 'string';
