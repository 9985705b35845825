import { messageTime, turnIds, type NotificationMessage, type TurnRef } from './turn-ref.js';

/** `item/started`. */
export const itemStarted = <Item extends object>(item: Item, ref: TurnRef = {}) => ({
  method: 'item/started' as const,
  params: { item, ...turnIds(ref), startedAtMs: messageTime * 1_000 },
});

/** `item/completed`, with the item as it is in the end. */
export const itemCompleted = <Item extends object>(item: Item, ref: TurnRef = {}) => ({
  method: 'item/completed' as const,
  params: { item, ...turnIds(ref), completedAtMs: messageTime * 1_000 },
});

/** `item/agentMessage/delta`. */
export const agentMessageDelta = (itemId: string, delta: string, ref: TurnRef = {}) =>
  deltaMessage('item/agentMessage/delta', { ...turnIds(ref), itemId, delta });

/** `item/commandExecution/outputDelta`. */
export const commandOutputDelta = (itemId: string, delta: string, ref: TurnRef = {}) =>
  deltaMessage('item/commandExecution/outputDelta', { ...turnIds(ref), itemId, delta });

/** `item/reasoning/summaryTextDelta`, of the summary part `summaryIndex` (default 0). */
export const reasoningSummaryDelta = (itemId: string, delta: string, summaryIndex = 0, ref: TurnRef = {}) =>
  deltaMessage('item/reasoning/summaryTextDelta', { ...turnIds(ref), itemId, delta, summaryIndex });

/** `item/reasoning/textDelta`, of the content part `contentIndex` (default 0). */
export const reasoningTextDelta = (itemId: string, delta: string, contentIndex = 0, ref: TurnRef = {}) =>
  deltaMessage('item/reasoning/textDelta', { ...turnIds(ref), itemId, delta, contentIndex });

const deltaMessage = <Method extends string, Params>(
  method: Method,
  params: Params,
): NotificationMessage<Method, Params> => ({ method, params });
