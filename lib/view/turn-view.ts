import type {
  ErrorNotification,
  HookRunSummary,
  ItemGuardianApprovalReviewCompletedNotification,
  ItemGuardianApprovalReviewStartedNotification,
  ModelReroutedNotification,
  ModelVerificationNotification,
  RawResponseCompletedNotification,
  ThreadTokenUsage,
  TurnError,
  TurnPlanUpdatedNotification,
  TurnStatus,
} from '../protocol/generated/definitions.js';
import type { NotificationOf } from '../protocol/notification.js';
import type { ItemView } from './item-view.js';

/** A review of an approval by the server's own reviewer, as far as it is. */
export type AutoApprovalReview =
  ItemGuardianApprovalReviewStartedNotification | ItemGuardianApprovalReviewCompletedNotification;

/** Everything that is known of one turn; immutable, and what did not change is the same object as before. */
export interface TurnView {
  readonly id: string;
  /** Undefined until something of the turn was seen. */
  readonly threadId: string | undefined;
  /** The turn that this one works for: of a sub-agent's, that of its parent. Null for none, or none that is known. */
  readonly rootTurnId: string | null;
  /** `unknown` where the server ended the turn without a status that can be read. */
  readonly status: TurnStatus | 'unknown';
  readonly error: TurnError | null;
  /** The last error that the server tries to get over, until something goes on. */
  readonly retrying: ErrorNotification | null;
  /** Unix time in seconds; null while it is not known. */
  readonly startedAt: number | null;
  /** Unix time in seconds; null while it runs. */
  readonly completedAt: number | null;
  /** In ms; null while it runs. */
  readonly durationMs: number | null;
  readonly items: readonly ItemView[];
  readonly usage: ThreadTokenUsage | null;
  readonly plan: TurnPlanUpdatedNotification | null;
  /** One unified diff over all files that the turn changed; empty while there is none. */
  readonly diff: string;
  /** By the id of the run, each as it was last heard of. */
  readonly hooks: readonly HookRunSummary[];
  /** By the id of the review, each as it was last heard of. */
  readonly autoApprovalReviews: readonly AutoApprovalReview[];
  readonly strictReviewRequired: boolean;
  /** To which model the turn was moved, and why. */
  readonly rerouted: ModelReroutedNotification | null;
  readonly verification: ModelVerificationNotification | null;
  readonly safetyBuffering: NotificationOf<'model/safetyBuffering/updated'>['params'] | null;
  /** Whether the provider's login is being renewed. */
  readonly authRecovery: boolean;
  /** What the provider says of moderation, as it came. */
  readonly moderation: unknown;
  /** Whether the context was compacted in this turn. */
  readonly compacted: boolean;
  /** The last raw item and response of the model; only on threads that were started with `experimentalRawEvents`. */
  readonly rawResponseItem: NotificationOf<'rawResponseItem/completed'>['params'] | null;
  readonly rawResponse: RawResponseCompletedNotification | null;
}

/** A turn of which nothing was seen yet. */
export const initialTurnView = (id: string): TurnView => ({
  id,
  threadId: undefined,
  rootTurnId: null,
  status: 'inProgress',
  error: null,
  retrying: null,
  startedAt: null,
  completedAt: null,
  durationMs: null,
  items: [],
  usage: null,
  plan: null,
  diff: '',
  hooks: [],
  autoApprovalReviews: [],
  strictReviewRequired: false,
  rerouted: null,
  verification: null,
  safetyBuffering: null,
  authRecovery: false,
  moderation: null,
  compacted: false,
  rawResponseItem: null,
  rawResponse: null,
});

/** What the agent said so far: its messages, those that were given up left out, separated by blank lines. */
export const turnText = ({ items }: Pick<TurnView, 'items'>): string =>
  items
    .map(({ item, givenUp }) => (item.type === 'agentMessage' && !givenUp ? item.text : ''))
    .filter((text) => text !== '')
    .join('\n\n');
