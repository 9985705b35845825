import { serverNotificationScopes } from '../protocol/generated/server-notification-scopes.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ownField } from '../protocol/own-field.js';
import { indexBy, putBy } from './put-by.js';
import { reduceTurn } from './reduce-turn.js';
import { withThreadFacts } from './thread-facts.js';
import { keptTurns, type ThreadView } from './thread-view.js';
import { initialTurnView, type TurnView } from './turn-view.js';

/**
 * Folds a notification of a thread into its view; returns the same view if nothing changed.
 *
 * Pure. Notifications of its turns reach their turns, also after these have ended. The id of a turn that nothing says
 * to run (the usage of an old one after a resume) makes no turn.
 */
export const reduceThread = (view: ThreadView, event: ServerNotification): ThreadView => {
  const turnId = turnIdIn(event);
  const reached = turnId === undefined ? view : withTurn(view, turnId, event);
  return event.invalid === true ? reached : withThreadFacts(reached, event);
};

const turnIdIn = ({ params }: ServerNotification): string | undefined => {
  const id = ownField(params, 'turnId') ?? ownField(ownField(params, 'turn'), 'id');
  return typeof id === 'string' && id !== '' ? id : undefined;
};

const withTurn = (view: ThreadView, turnId: string, event: ServerNotification): ThreadView => {
  const index = indexBy(view.turns, nameOf(view, turnId, event), ({ id }) => id);
  const before = view.turns[index] ?? (opens(event) ? initialTurnView(turnId) : undefined);
  if (!before) return view;
  const turn = reduceTurn(before, event);
  if (turn === view.turns[index]) return view;
  const turns = putBy(view.turns, turn, ({ id }) => id).slice(-keptTurns);
  return { ...view, turns, activeTurnId: activeAfter(view, before, turn, index < 0) };
};

const activeAfter = (view: ThreadView, before: TurnView, turn: TurnView, isNew: boolean): string | null => {
  if (turn.status !== before.status) return view.activeTurnId === turn.id ? null : view.activeTurnId;
  return isNew ? turn.id : view.activeTurnId;
};

/** A review starts under an id of its own whose root, on the same thread, is the turn that it belongs to. */
const nameOf = ({ turns }: ThreadView, turnId: string, event: ServerNotification): string => {
  if (event.method !== 'turn/started' || indexBy(turns, turnId, ({ id }) => id) >= 0) return turnId;
  const rootId = ownField(ownField(event.params, 'turn'), 'rootTurnId');
  const root = turns[indexBy(turns, rootId, ({ id }) => id)];
  return root?.status === 'inProgress' ? root.id : turnId;
};

const scopes: ReadonlyMap<string, { readonly opens?: true }> = new Map(
  Object.entries(serverNotificationScopes),
);

/** Whether the first sight of a turn's id here means that the turn runs, or ran. */
const opens = ({ method }: ServerNotification): boolean =>
  method === 'turn/completed' || scopes.get(method)?.opens === true;
