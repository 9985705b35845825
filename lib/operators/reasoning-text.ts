import type { OperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';
import { changedText } from './changed-text.js';
import { completeText, growText, startText, type ItemTexts } from './item-texts.js';

/**
 * Follows what the model says of its reasoning: the whole text so far, at each change.
 *
 * Reads `item/started`, `item/completed`, and `item/reasoning/summaryTextDelta` or `item/reasoning/textDelta`. Parts
 * and items are separated by blank lines; the text of a completed item replaces its deltas, and an item that was
 * given up is taken out, as in `agentText`. Completes and errors with its source.
 *
 * @param which `summary` (default): what the model sums up for people. `content`: the reasoning itself, where the
 * provider shows it.
 */
export const reasoningText = (
  which: 'summary' | 'content' = 'summary',
): OperatorFunction<ServerNotification, string> =>
  changedText((texts, event) => reduceReasoning(which, texts, event));

const reduceReasoning = (
  which: 'summary' | 'content',
  texts: ItemTexts,
  event: ServerNotification,
): ItemTexts => {
  switch (event.method) {
    case 'item/started': {
      const { item } = event.params;
      return item.type === 'reasoning' ? startText(texts, item.id, item[which] ?? []) : texts;
    }
    case 'item/reasoning/summaryTextDelta': {
      const { itemId, summaryIndex, delta } = event.params;
      return which === 'summary' ? growText(texts, itemId, summaryIndex, delta) : texts;
    }
    case 'item/reasoning/textDelta': {
      const { itemId, contentIndex, delta } = event.params;
      return which === 'content' ? growText(texts, itemId, contentIndex, delta) : texts;
    }
    case 'item/completed': {
      const { item } = event.params;
      return item.type === 'reasoning' ? completeText(texts, item.id, item[which] ?? []) : texts;
    }
    default:
      return texts;
  }
};
