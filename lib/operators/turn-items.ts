import { map, type OperatorFunction } from 'rxjs';
import type { ThreadItem } from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { reduceEvents } from './reduce-events.js';

/** An item of a turn, with what the stream tells of it beyond its fields. */
export type TurnItem = ThreadItem & {
  /** The item had not completed when its turn ended: the server gave it up, or it goes on in the background. */
  readonly abandoned?: true;
};

export interface ItemEntry {
  readonly item: TurnItem;
  readonly completed: boolean;
}

/** Items by id, in the order in which they were first seen. */
export type ItemEntries = ReadonlyMap<string, ItemEntry>;

/**
 * Follows the items of a turn: the whole list, in the order in which they were first seen, at each change.
 *
 * Reads `item/started`, `item/completed` and `turn/completed`. A completed item replaces the started one. Items
 * that are still open when the turn completes are marked `abandoned`. The text of an open item does not grow here;
 * `agentText` follows it.
 */
export const turnItems = (): OperatorFunction<ServerNotification, readonly TurnItem[]> => (source) =>
  source.pipe(map(endEvenIfInvalid), reduceEvents(reduceItems, noItems), map(itemsOf));

/** A turn ends with `turn/completed` even when the rest of that does not decode, and no more of it is read here. */
const endEvenIfInvalid = (event: ServerNotification): ServerNotification => {
  if (event.method !== 'turn/completed' || event.invalid !== true) return event;
  const { invalid: _, ...completed } = event;
  return completed;
};

/** The state of `reduceItems` before the first event. */
export const noItems = (): ItemEntries => new Map();

/** The items of a turn as a pure reducer, for results and views. */
export const reduceItems = (entries: ItemEntries, event: ServerNotification): ItemEntries => {
  switch (event.method) {
    case 'item/started':
      // A second start of an item that has completed would undo it.
      return entries.get(event.params.item.id)?.completed ? entries : put(entries, event.params.item, false);
    case 'item/completed':
      return put(entries, event.params.item, true);
    case 'turn/completed':
      return abandonOpen(entries);
    default:
      return entries;
  }
};

/** The items of a reduced turn as a list. */
export const itemsOf = (entries: ItemEntries): readonly TurnItem[] =>
  Array.from(entries.values(), ({ item }) => item);

const put = (entries: ItemEntries, item: ThreadItem, completed: boolean): ItemEntries =>
  new Map(entries).set(item.id, { item, completed });

const abandonOpen = (entries: ItemEntries): ItemEntries => {
  if ([...entries.values()].every(({ completed }) => completed)) return entries;
  const marked = new Map<string, ItemEntry>();
  for (const [id, entry] of entries) {
    marked.set(id, entry.completed ? entry : { ...entry, item: { ...entry.item, abandoned: true } });
  }
  return marked;
};
