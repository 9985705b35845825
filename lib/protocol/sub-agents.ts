import type { NotificationMessage } from './message.js';
import { ownField } from './own-field.js';

/** A thread and those of the sub-agents that it spawned, as one message tells it. */
export interface Family {
  readonly parent: string;
  readonly children: readonly string[];
}

/**
 * What a notification says of sub-agents, or undefined.
 *
 * Reads the tool call that spawned them (`collabAgentToolCall`), reports of their activity (`subAgentActivity`), and
 * a thread that names its parent in `thread/started`.
 *
 * @param threadId the thread that the notification belongs to
 */
export const familyIn = ({ method, params }: NotificationMessage, threadId: string): Family | undefined => {
  if (method === 'item/completed' || method === 'item/started')
    return familyInItem(ownField(params, 'item'), threadId);
  if (method !== 'thread/started') return undefined;
  const parent = ownField(ownField(params, 'thread'), 'parentThreadId');
  return typeof parent === 'string' ? { parent, children: [threadId] } : undefined;
};

/**
 * Whether a notification's text may say something of sub-agents.
 *
 * Its parts are looked for, not its meaning; an escape can write them in a way that is not looked for.
 */
export const mayTellFamily = (method: string, text: string): boolean =>
  method === 'thread/started' ||
  ((method === 'item/completed' || method === 'item/started') &&
    (text.includes('AgentToolCall') || text.includes('AgentActivity') || text.includes('\\u')));

const familyInItem = (item: unknown, threadId: string): Family | undefined => {
  const type = ownField(item, 'type');
  if (type === 'subAgentActivity') return family(threadId, [ownField(item, 'agentThreadId')]);
  // The other tools (wait, send, close) name agents that were spawned before, by whomever.
  if (type !== 'collabAgentToolCall' || ownField(item, 'tool') !== 'spawnAgent') return undefined;
  return family(ownField(item, 'senderThreadId'), ownField(item, 'receiverThreadIds'));
};

const family = (parent: unknown, ids: unknown): Family | undefined => {
  const children = Array.isArray(ids) ? ids.filter((id) => typeof id === 'string') : [];
  return typeof parent === 'string' && children.length > 0 ? { parent, children } : undefined;
};
