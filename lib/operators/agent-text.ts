import { distinctUntilChanged, map, pipe, type OperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';
import { reduceEvents } from './reduce-events.js';

interface Message {
  readonly id: string;
  readonly text: string;
  readonly completed: boolean;
}

/** The messages of a turn in the order in which they were first seen. */
type Messages = readonly Message[];

/** What stands between two messages of one turn. */
const separator = '\n\n';

/**
 * Follows what the agent says in a turn: the whole text so far, at each change.
 *
 * Reads `item/started`, `item/agentMessage/delta` and `item/completed`. Text is kept by item, and the text of a
 * completed item replaces its deltas. A message that was still open when another one began was given up (the
 * server retried, or was steered) and is taken out. Several messages are separated by a blank line.
 */
export const agentText = (): OperatorFunction<ServerNotification, string> =>
  pipe(
    reduceEvents(reduceMessages, (): Messages => []),
    map(joinMessages),
    distinctUntilChanged(),
  );

/** Concatenates instead of joining: the engine then shares the text that one state has with the next. */
const joinMessages = (messages: Messages): string =>
  messages.reduce((all, { text }) => (all === '' || text === '' ? all + text : all + separator + text), '');

const reduceMessages = (messages: Messages, event: ServerNotification): Messages => {
  switch (event.method) {
    case 'item/started': {
      const { item } = event.params;
      return item.type === 'agentMessage'
        ? put(messages, { id: item.id, text: item.text, completed: false })
        : messages;
    }
    case 'item/agentMessage/delta': {
      const { itemId, delta } = event.params;
      const before = messages.find(({ id }) => id === itemId);
      // The completed text is final; a delta that comes after it adds nothing.
      if (before?.completed) return messages;
      return put(messages, { id: itemId, text: (before?.text ?? '') + delta, completed: false });
    }
    case 'item/completed': {
      const { item } = event.params;
      return item.type === 'agentMessage'
        ? put(messages, { id: item.id, text: item.text, completed: true })
        : messages;
    }
    default:
      return messages;
  }
};

const put = (messages: Messages, message: Message): Messages => {
  const index = messages.findIndex(({ id }) => id === message.id);
  if (index !== -1) return messages.map((before, i) => (i === index ? message : before));
  return [...messages.filter(({ completed }) => completed), message];
};
