import { distinctUntilChanged, map, pipe, skip, startWith, type OperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';
import { reduceEvents } from './reduce-events.js';

interface Message {
  readonly id: string;
  readonly text: string;
  /** `given-up`: another message began while it was open. It comes back if it goes on after all. */
  readonly state: 'open' | 'given-up' | 'completed';
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
 * server retried, or was steered) and is taken out, unless it goes on. Several messages are separated by a blank
 * line.
 */
export const agentText = (): OperatorFunction<ServerNotification, string> =>
  pipe(
    reduceEvents(reduceMessages, (): Messages => []),
    map(joinMessages),
    // A message that begins without text changes nothing yet.
    startWith(''),
    distinctUntilChanged(),
    skip(1),
  );

/** Concatenates instead of joining: the engine then shares the text that one state has with the next. */
const joinMessages = (messages: Messages): string =>
  messages.reduce((all, { text, state }) => {
    if (text === '' || state === 'given-up') return all;
    return all === '' ? text : all + separator + text;
  }, '');

const reduceMessages = (messages: Messages, event: ServerNotification): Messages => {
  switch (event.method) {
    case 'item/started': {
      const { item } = event.params;
      if (item.type !== 'agentMessage') return messages;
      const before = find(messages, item.id);
      if (!before) return begin(messages, item);
      // Deltas may have come first; what they said stays, and so does what is completed.
      const adds = before.state !== 'completed' && item.text.length > before.text.length;
      return adds ? put(messages, { id: item.id, text: item.text, state: 'open' }) : messages;
    }
    case 'item/agentMessage/delta': {
      const { itemId: id, delta } = event.params;
      const before = find(messages, id);
      if (!before) return begin(messages, { id, text: delta });
      // The completed text is final; a delta that comes after it adds nothing.
      return before.state === 'completed'
        ? messages
        : put(messages, { id, text: before.text + delta, state: 'open' });
    }
    case 'item/completed': {
      const { item } = event.params;
      if (item.type !== 'agentMessage') return messages;
      return put(messages, { id: item.id, text: item.text, state: 'completed' });
    }
    default:
      return messages;
  }
};

const find = (messages: Messages, id: string): Message | undefined =>
  messages.find((message) => message.id === id);

/** Only one message is written at a time: those that are open when one begins were given up. */
const begin = (messages: Messages, { id, text }: Pick<Message, 'id' | 'text'>): Messages => [
  ...messages.map((before) => (before.state === 'open' ? { ...before, state: 'given-up' as const } : before)),
  { id, text, state: 'open' },
];

const put = (messages: Messages, message: Message): Messages =>
  find(messages, message.id)
    ? messages.map((before) => (before.id === message.id ? message : before))
    : [...messages, message];
