import { filter, type OperatorFunction } from 'rxjs';
import type { ServerNotificationMethod } from '../protocol/generated/server-notifications.js';
import type { NotificationOf, ServerNotification } from '../protocol/notification.js';

/** The notifications of several methods, which their method still tells apart. */
type OneOf<M extends ServerNotificationMethod> = { readonly [K in M]: NotificationOf<K> }[M];

/**
 * Keeps the notifications of the given methods, and narrows their type.
 *
 * Like `filter` on `method`. Notifications whose params failed their codec are left out, since their type would
 * lie; they are on `events$` and in `diagnostics$`.
 *
 * @param methods wire methods, for example "item/completed"
 */
export const ofMethod = <M extends ServerNotificationMethod>(
  ...methods: readonly M[]
): OperatorFunction<ServerNotification, OneOf<M>> => {
  const wanted = new Set<string>(methods);
  return filter(
    (event): event is ServerNotification & OneOf<M> =>
      event.invalid !== true && wanted.has(event.method as string),
  );
};
