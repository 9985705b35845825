import { filter, map, pipe, type OperatorFunction } from 'rxjs';
import type { ThreadItem } from '../protocol/generated/definitions.js';
import type { NotificationOf } from '../protocol/notification.js';

/** The item type of a given name, for example the command execution of "commandExecution". */
export type ItemOf<T extends ThreadItem['type']> = Extract<ThreadItem, { readonly type: T }>;

/** The notifications that carry a whole item. */
export type ItemNotification = NotificationOf<'item/started'> | NotificationOf<'item/completed'>;

/**
 * Takes the items of the given types out of `item/started` and `item/completed` notifications.
 *
 * Use it behind `ofMethod`: `ofMethod('item/completed'), ofItem('commandExecution')`. Notifications whose params
 * failed their codec are left out.
 *
 * @param types item types, for example "commandExecution"
 */
export const ofItem = <T extends ThreadItem['type']>(
  ...types: readonly T[]
): OperatorFunction<ItemNotification, ItemOf<T>> => {
  const wanted = new Set<unknown>(types);
  return pipe(
    // The item of an invalid one may be missing.
    filter((event: ItemNotification) => event.invalid !== true),
    map((event) => event.params.item),
    filter((item): item is ItemOf<T> => wanted.has(item.type)),
  );
};
