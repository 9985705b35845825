import type { Turn } from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ownField } from '../protocol/own-field.js';
import { putBy } from './put-by.js';
import { reduceItemViews } from './reduce-items.js';
import { shared } from './shared.js';
import type { TurnView } from './turn-view.js';

/**
 * Folds a notification of a turn into its view; returns the same view if nothing changed.
 *
 * Pure. Notifications whose params failed their codec change nothing, but for `turn/completed`, which ends the turn
 * whatever it can be read for. What comes after the end still reaches the items, as the output of a background command
 * does.
 */
export const reduceTurn = (view: TurnView, event: ServerNotification): TurnView => {
  if (event.method === 'turn/completed') return shared(view, complete(view, event));
  if (event.invalid === true) return view;
  const items = reduceItemViews(view.items, event);
  const threadId = view.threadId ?? threadIdIn(event);
  const seen = items === view.items && threadId === view.threadId ? view : { ...view, items, threadId };
  return shared(seen, withFacts(seen, event));
};

const withFacts = (view: TurnView, event: ServerNotification): TurnView => {
  switch (event.method) {
    case 'turn/started': {
      const { startedAt, rootTurnId } = event.params.turn;
      const root = rootTurnId === undefined || rootTurnId === view.id ? view.rootTurnId : rootTurnId;
      return { ...view, startedAt: startedAt ?? view.startedAt, rootTurnId: root };
    }
    case 'error':
      return {
        ...view,
        retrying: event.params.willRetry ? event.params : null,
        error: event.params.willRetry ? view.error : event.params.error,
      };
    case 'thread/tokenUsage/updated':
      return { ...view, usage: event.params.tokenUsage };
    case 'turn/plan/updated':
      return { ...view, plan: event.params };
    case 'turn/diff/updated':
      return { ...view, diff: event.params.diff };
    case 'hook/started':
    case 'hook/completed':
      return { ...view, hooks: putBy(view.hooks, event.params.run, ({ id }) => id) };
    case 'item/autoApprovalReview/started':
    case 'item/autoApprovalReview/completed':
      return {
        ...view,
        autoApprovalReviews: putBy(view.autoApprovalReviews, event.params, ({ reviewId }) => reviewId),
      };
    case 'autoApprovalReview/strictReviewRequired':
      return { ...view, strictReviewRequired: true };
    case 'model/rerouted':
      return { ...view, rerouted: event.params };
    case 'model/verification':
      return { ...view, verification: event.params };
    case 'model/safetyBuffering/updated':
      return { ...view, safetyBuffering: event.params };
    case 'modelProvider/authRecoveryStarted':
      return { ...view, authRecovery: true };
    case 'modelProvider/authRecoveryCompleted':
      return { ...view, authRecovery: false };
    case 'turn/moderationMetadata':
      return { ...view, moderation: event.params.metadata };
    case 'thread/compacted':
      return { ...view, compacted: true };
    case 'rawResponseItem/completed':
      return { ...view, rawResponseItem: event.params };
    case 'rawResponse/completed':
      return { ...view, rawResponse: event.params };
    default:
      // Something goes on again.
      return view.retrying !== null && isItemEvent(event) ? { ...view, retrying: null } : view;
  }
};

/** Not trusted: the event may be marked invalid. */
const complete = (view: TurnView, event: ServerNotification): TurnView => {
  const { invalid: _, ...ended } = event;
  const turn = Object(ownField(event.params, 'turn')) as Partial<Turn>;
  return {
    ...view,
    threadId: view.threadId ?? threadIdIn(event),
    status: turn.status ?? 'unknown',
    error: turn.error ?? null,
    retrying: null,
    startedAt: turn.startedAt ?? view.startedAt,
    completedAt: turn.completedAt ?? null,
    durationMs: turn.durationMs ?? null,
    items: reduceItemViews(view.items, ended),
  };
};

const threadIdIn = ({ params }: ServerNotification): string | undefined => {
  const threadId = ownField(params, 'threadId');
  return typeof threadId === 'string' ? threadId : undefined;
};

const isItemEvent = ({ method }: ServerNotification): boolean => (method as string).startsWith('item/');
