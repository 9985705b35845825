import { defer, filter, map, type OperatorFunction } from 'rxjs';
import type { ThreadItem } from '../protocol/generated/definitions.js';
import { itemKey } from '../protocol/item-key.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { ItemOf } from './of-item.js';
import { ofMethod } from './of-method.js';

/** How many items are remembered: a server that repeats an item does so at once. */
const remembered = 1_000;

/**
 * Takes the items as they complete, each once.
 *
 * Reads `item/completed`. Works on the events of a turn, a thread or the whole connection. Completes and errors with
 * its source.
 *
 * @param types item types, for example "commandExecution"; default: all
 */
export const completedItems =
  <T extends ThreadItem['type'] = ThreadItem['type']>(
    ...types: readonly T[]
  ): OperatorFunction<ServerNotification, ItemOf<T>> =>
  (source) =>
    defer(() => {
      const wanted = new Set<unknown>(types);
      const seen = new Set<string>();
      const isWanted = ({ type }: ThreadItem): boolean => types.length === 0 || wanted.has(type);
      const isNew = (key: string): boolean => {
        if (seen.has(key)) return false;
        seen.add(key);
        if (seen.size > remembered) seen.delete(seen.values().next().value!);
        return true;
      };
      return source.pipe(
        ofMethod('item/completed'),
        filter(({ params }) => isWanted(params.item) && isNew(itemKey(params, params.item.id))),
        map(({ params }) => params.item as ItemOf<T>),
      );
    });
