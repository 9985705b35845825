import type { CappedText } from '../protocol/capped-text.js';
import type { ThreadItem } from '../protocol/generated/definitions.js';
import type { Unrecognized } from '../protocol/runtime.js';

/** The types of items that this version knows. */
export type KnownItemType = Exclude<ThreadItem['type'], Unrecognized>;

/** What an item is to whoever looks at it; `other` for types that this version does not know. */
export type ItemKind =
  | 'prompt'
  | 'message'
  | 'reasoning'
  | 'plan'
  | 'command'
  | 'fileChange'
  | 'toolCall'
  | 'agent'
  | 'search'
  | 'image'
  | 'review'
  | 'context'
  | 'wait'
  | 'other';

/** One item as far as it is known; immutable. */
export interface ItemView {
  readonly id: string;
  readonly kind: ItemKind;
  /** The item with what was streamed of it so far; the completed item as it came. */
  readonly item: ThreadItem;
  /** `abandoned`: it was given up, or its turn ended first. It may still complete, as a background command does. */
  readonly status: 'open' | 'completed' | 'abandoned';
  /** Another message began while it was open: the server tried again, or was steered. */
  readonly givenUp?: true;
  /** Its beginning was not seen: fields that only that has are empty. */
  readonly partial?: true;
  /** The latest word on how a tool call or a patch goes. */
  readonly progress?: string;
  /** What was typed into the terminal of a command. */
  readonly terminalInput?: string;
  /** The output of a running command, kept within bounds; as a text it is in the item. */
  readonly output?: CappedText;
}

/** A new type of item does not compile until somebody says what it is. */
const kinds: Readonly<Record<KnownItemType, ItemKind>> = {
  userMessage: 'prompt',
  hookPrompt: 'prompt',
  agentMessage: 'message',
  reasoning: 'reasoning',
  plan: 'plan',
  commandExecution: 'command',
  fileChange: 'fileChange',
  mcpToolCall: 'toolCall',
  dynamicToolCall: 'toolCall',
  functionCallOutput: 'toolCall',
  collabAgentToolCall: 'agent',
  subAgentActivity: 'agent',
  webSearch: 'search',
  imageView: 'image',
  imageGeneration: 'image',
  enteredReviewMode: 'review',
  exitedReviewMode: 'review',
  contextCompaction: 'context',
  sleep: 'wait',
};

/** What an item is to whoever looks at it. */
export const kindOf = ({ type }: ThreadItem): ItemKind =>
  Object.hasOwn(kinds, type) ? kinds[type as KnownItemType] : 'other';
