import { agentMessageDelta } from './messages/item-messages.js';
import type { TurnRef } from './messages/turn-ref.js';

/** The ids that `marbleCodex` fills in where a built message names none. */
export const marbleIds = { threadId: 'thread', turnId: 't' } as const;

/** Which item a delta belongs to. */
export interface DeltaRef extends TurnRef {
  /** Default: `message`. */
  readonly itemId?: string;
}

/** `item/agentMessage/delta`: the agent says some more, by default in the one message of the turn. */
export const delta = (text: string, { itemId = 'message', ...ref }: DeltaRef = {}) =>
  agentMessageDelta(itemId, text, ref);
