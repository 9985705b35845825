import { serverNotificationScopes } from '../protocol/generated/server-notification-scopes.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ownField } from '../protocol/own-field.js';
import { keepNewest } from './keep-newest.js';
import { indexBy, putBy } from './put-by.js';
import { reduceTurn } from './reduce-turn.js';
import { shared } from './shared.js';
import { withThreadFacts } from './thread-facts.js';
import type { ThreadView } from './thread-view.js';
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
  return event.invalid === true ? reached : shared(reached, withThreadFacts(reached, event));
};

const turnIdIn = ({ params }: ServerNotification): string | undefined => {
  const id = ownField(params, 'turnId') ?? ownField(ownField(params, 'turn'), 'id');
  return typeof id === 'string' && id !== '' ? id : undefined;
};

const withTurn = (view: ThreadView, turnId: string, event: ServerNotification): ThreadView => {
  const known = turnOf(view, nameOf(view, turnId, event));
  const before = known ?? (opens(view, turnId, event) ? initialTurnView(turnId) : undefined);
  if (!before) return view;
  const turn = reduceTurn(before, event);
  const activeTurnId =
    turn.status === before.status
      ? activeBehind(view, turn, event, known === undefined)
      : activeWithout(view, turn);
  if (turn === known && activeTurnId === view.activeTurnId) return view;
  const turns = putBy(view.turns, turn, ({ id }) => id);
  return { ...view, ...keepNewest(view, turns), activeTurnId };
};

const turnOf = ({ turns }: ThreadView, id: unknown): TurnView | undefined =>
  turns[indexBy(turns, id, (turn) => turn.id)];

const activeWithout = ({ activeTurnId }: ThreadView, { id }: TurnView): string | null =>
  activeTurnId === id ? null : activeTurnId;

/** While a turn runs, only the start of another makes that the one that runs: anything else may be late. */
const activeBehind = (
  { activeTurnId }: ThreadView,
  { id, status }: TurnView,
  { method, invalid }: ServerNotification,
  isNew: boolean,
): string | null => {
  const starts = method === 'turn/started' && (isNew || invalid !== true);
  const takesOver = status === 'inProgress' && (starts || (isNew && activeTurnId === null));
  return takesOver ? id : activeTurnId;
};

/** A review starts under an id of its own whose root, on the same thread, is the turn that it belongs to. */
const nameOf = (view: ThreadView, turnId: string, event: ServerNotification): string => {
  if (event.method !== 'turn/started' || turnOf(view, turnId)) return turnId;
  const rootId = ownField(ownField(event.params, 'turn'), 'rootTurnId');
  const root = rootId === undefined ? unstartedReview(view) : turnOf(view, rootId);
  return root?.status === 'inProgress' ? root.id : turnId;
};

/** Older servers say nothing of roots. A review that runs and did not start can only be what starts. */
const unstartedReview = (view: ThreadView): TurnView | undefined => {
  const active = turnOf(view, view.activeTurnId);
  const reviews = active?.items.some(({ item }) => item.type === 'enteredReviewMode');
  return reviews && active?.startedAt === null ? active : undefined;
};

const scopes: ReadonlyMap<string, { readonly opens?: true }> = new Map(
  Object.entries(serverNotificationScopes),
);

/** Whether the first sight of a turn's id here means that the turn runs, or ran. */
const opens = ({ forgottenTurnIds }: ThreadView, turnId: string, { method }: ServerNotification): boolean =>
  (method === 'turn/completed' || scopes.get(method)?.opens === true) && !forgottenTurnIds.includes(turnId);
