import type { ServerNotificationMethod, ServerNotifications } from './generated/server-notifications.js';
import type { Unrecognized } from './runtime.js';

/** What every notification carries beside its method and params. */
export interface NotificationMarks {
  /** When the server emitted it, in milliseconds since the epoch; servers before 0.155 do not say. */
  readonly emittedAtMs?: number;
  /** The params failed their codec and are handed on as they came: do not trust their type. */
  readonly invalid?: true;
  /** Several adjacent deltas of one item, joined into one in a long replay. */
  readonly folded?: true;
}

/** One notification of a given method, as on the wire. */
export interface NotificationOf<M extends ServerNotificationMethod> extends NotificationMarks {
  readonly method: M;
  readonly params: ServerNotifications[M];
}

/** A notification of a method that the protocol of this version does not know. */
export interface UnknownNotification extends NotificationMarks {
  readonly method: Unrecognized;
  readonly params: unknown;
}

/** Any notification, told apart by `method`. */
export type ServerNotification =
  | { readonly [M in ServerNotificationMethod]: NotificationOf<M> }[ServerNotificationMethod]
  | UnknownNotification;

/** Any notification that belongs to a turn. */
export type TurnEvent = ServerNotification;

/** Any notification that belongs to a thread. */
export type ThreadEvent = ServerNotification;
