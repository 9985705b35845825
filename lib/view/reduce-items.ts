import type { ThreadItem } from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { growthIn, partialItem } from './grow-item.js';
import { kindOf, type ItemView } from './item-view.js';
import { indexBy, putBy } from './put-by.js';
import { shared } from './shared.js';

/** The items of a turn in the order in which they were first seen. */
export type ItemViews = readonly ItemView[];

/**
 * Folds a notification into the items of a turn; returns the same list if nothing changed.
 *
 * A completed item is final: it replaces what was streamed, and later deltas change nothing. Only one message is
 * written at a time: one that is open when another begins was given up, and comes back if it goes on after all.
 */
export const reduceItemViews = (items: ItemViews, event: ServerNotification): ItemViews => {
  switch (event.method) {
    case 'item/started':
      return start(items, event.params.item);
    case 'item/completed':
      return putBy(items, completed(event.params.item), idOf);
    case 'turn/completed':
      return abandonOpen(items);
    default:
      return grow(items, event);
  }
};

const start = (items: ItemViews, item: ThreadItem): ItemViews => {
  const before = find(items, item.id);
  if (!before) return begin(items, { id: item.id, kind: kindOf(item), item, status: 'open' });
  const saysMore = textIn(item).length > textIn(before.item).length;
  if (before.status === 'completed' || !(before.partial || saysMore)) return items;
  const { partial: _, givenUp, ...known } = before;
  const state = saysMore ? { status: 'open' as const } : givenUp ? { givenUp } : {};
  return putBy(
    items,
    { ...known, ...state, kind: kindOf(item), item: shared(before.item, withStreamed(item, before.item)) },
    idOf,
  );
};

/** The text of a message or a plan; empty for every other item. */
const textIn = (item: ThreadItem): string =>
  item.type === 'agentMessage' || item.type === 'plan' ? item.text : '';

/** What was streamed before the beginning was seen stays, unless the beginning says more than that. */
const withStreamed = (item: ThreadItem, streamed: ThreadItem): ThreadItem => {
  if (item.type === 'agentMessage' || item.type === 'plan') {
    const text = textIn(streamed);
    return text.length >= item.text.length ? { ...item, text } : item;
  }
  if (item.type === 'commandExecution' && streamed.type === 'commandExecution') {
    return { ...item, aggregatedOutput: streamed.aggregatedOutput ?? item.aggregatedOutput ?? null };
  }
  if (item.type !== 'reasoning' || streamed.type !== 'reasoning') return item;
  return { ...item, summary: streamed.summary ?? [], content: streamed.content ?? [] };
};

const completed = (item: ThreadItem): ItemView => ({
  id: item.id,
  kind: kindOf(item),
  item,
  status: 'completed',
});

const grow = (items: ItemViews, event: ServerNotification): ItemViews => {
  const growth = growthIn(event);
  if (!growth) return items;
  const before = find(items, growth.itemId);
  if (before?.status === 'completed') return items;
  if (!before) return begin(items, growth.grow(partialItem(growth.placeholder(growth.itemId))));
  const grown = growth.grow(before);
  if (grown === before) return items;
  const { givenUp: _, ...going } = grown;
  return putBy(items, { ...going, status: 'open' }, idOf);
};

const begin = (items: ItemViews, view: ItemView): ItemViews =>
  view.kind === 'message' ? [...items.map(giveUp), view] : [...items, view];

const giveUp = (view: ItemView): ItemView =>
  view.kind === 'message' && view.status === 'open' ? { ...view, status: 'abandoned', givenUp: true } : view;

const abandonOpen = (items: ItemViews): ItemViews => {
  if (!items.some(({ status }) => status === 'open')) return items;
  return items.map((view) => (view.status === 'open' ? { ...view, status: 'abandoned' } : view));
};

const idOf = ({ id }: ItemView): string => id;

const find = (items: ItemViews, id: string): ItemView | undefined => items[indexBy(items, id, idOf)];
