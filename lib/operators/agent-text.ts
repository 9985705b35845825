import type { OperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';
import { changedText } from './changed-text.js';
import { completeText, growText, startText, type ItemTexts } from './item-texts.js';

/**
 * Follows what the agent says in a turn: the whole text so far, at each change.
 *
 * Reads `item/started`, `item/agentMessage/delta` and `item/completed`. Text is kept by item, and the text of a
 * completed item replaces its deltas. A message that was still open when another one began was given up (the
 * server retried, or was steered) and is taken out, unless it goes on. Several messages are separated by a blank
 * line. Completes and errors with its source.
 */
export const agentText = (): OperatorFunction<ServerNotification, string> => changedText(reduceMessages);

const reduceMessages = (texts: ItemTexts, event: ServerNotification): ItemTexts => {
  switch (event.method) {
    case 'item/started': {
      const { item } = event.params;
      return item.type === 'agentMessage' ? startText(texts, item.id, [item.text]) : texts;
    }
    case 'item/agentMessage/delta':
      return growText(texts, event.params.itemId, 0, event.params.delta);
    case 'item/completed': {
      const { item } = event.params;
      return item.type === 'agentMessage' ? completeText(texts, item.id, [item.text]) : texts;
    }
    default:
      return texts;
  }
};
