import type { NotificationMessage } from '../protocol/message.js';
import { familyIn } from '../protocol/sub-agents.js';
import type { ThreadRegistry } from './thread-registry.js';

/** Takes note of the sub-agents that a message of a thread tells of. */
export const noteFamily = (threads: ThreadRegistry, message: NotificationMessage, threadId: string): void => {
  const family = familyIn(message, threadId);
  if (!family) return;
  for (const child of family.children)
    if (child !== family.parent) threads.get(family.parent).addChild(child);
};
