import type {
  ThreadItem,
  ThreadTokenUsage,
  Turn,
  TurnPlanStep,
} from '../../lib/protocol/generated/definitions';
import type {
  ServerNotificationMethod,
  ServerNotifications,
} from '../../lib/protocol/generated/server-notifications';
import type { NotificationOf, ServerNotification } from '../../lib/protocol/notification';

/** Which turn and thread a notification belongs to. */
export interface Ids {
  readonly turnId?: string;
  readonly threadId?: string;
}

/** The ids that every builder falls back to. */
export const turnId = 'turn';
export const threadId = 'thread';

const at = (ids: Ids): { readonly turnId: string; readonly threadId: string } => ({
  turnId: ids.turnId ?? turnId,
  threadId: ids.threadId ?? threadId,
});

/** One notification of a method, as the wire has it. */
export const notification = <M extends ServerNotificationMethod>(
  method: M,
  params: ServerNotifications[M],
): NotificationOf<M> => ({ method, params });

/** A notification that the typed side has no name for. */
export const unknownNotification = (method: string, params: unknown): ServerNotification =>
  ({ method, params }) as ServerNotification;

/** The same notification as if its params, or those given, had failed their codec. */
export const invalid = <E extends ServerNotification>(event: E, ...params: readonly unknown[]): E => ({
  ...event,
  ...(params.length === 0 ? {} : { params: params[0] }),
  invalid: true,
});

export const agentMessage = (id: string, text = '', phase?: 'commentary' | 'final_answer'): ThreadItem => ({
  type: 'agentMessage',
  id,
  text,
  phase: phase ?? null,
});

export const command = (id: string, status: 'inProgress' | 'completed' = 'inProgress'): ThreadItem => ({
  type: 'commandExecution',
  id,
  command: 'echo hi',
  commandActions: [],
  cwd: '/project',
  status,
});

export const turn = (fields: Partial<Turn> = {}): Turn => ({
  id: turnId,
  items: [],
  status: 'inProgress',
  ...fields,
});

export const turnStarted = (ids: Ids = {}, rootTurnId: string | null = null) =>
  notification('turn/started', {
    threadId: at(ids).threadId,
    turn: turn({ id: at(ids).turnId, rootTurnId }),
  });

export const turnCompleted = (ids: Ids = {}, fields: Partial<Turn> = {}) =>
  notification('turn/completed', {
    threadId: at(ids).threadId,
    turn: turn({ id: at(ids).turnId, status: 'completed', ...fields }),
  });

export const itemStarted = (item: ThreadItem, ids: Ids = {}) =>
  notification('item/started', { item, startedAtMs: 1, ...at(ids) });

export const itemCompleted = (item: ThreadItem, ids: Ids = {}) =>
  notification('item/completed', { item, completedAtMs: 2, ...at(ids) });

export const delta = (itemId: string, text: string, ids: Ids = {}) =>
  notification('item/agentMessage/delta', { itemId, delta: text, ...at(ids) });

export const reasoningDelta = (itemId: string, contentIndex: number, text: string, ids: Ids = {}) =>
  notification('item/reasoning/textDelta', { itemId, contentIndex, delta: text, ...at(ids) });

export const outputDelta = (itemId: string, text: string, ids: Ids = {}) =>
  notification('item/commandExecution/outputDelta', { itemId, delta: text, ...at(ids) });

export const usage = (totalTokens: number): ThreadTokenUsage => {
  const breakdown = {
    cachedInputTokens: 0,
    inputTokens: 0,
    outputTokens: totalTokens,
    reasoningOutputTokens: 0,
    totalTokens,
  };
  return { last: breakdown, total: breakdown, modelContextWindow: null };
};

export const tokenUsage = (totalTokens: number, ids: Ids = {}) =>
  notification('thread/tokenUsage/updated', { tokenUsage: usage(totalTokens), ...at(ids) });

export const planUpdated = (steps: readonly TurnPlanStep[], ids: Ids = {}) =>
  notification('turn/plan/updated', { plan: steps, ...at(ids) });

export const diffUpdated = (diff: string, ids: Ids = {}) =>
  notification('turn/diff/updated', { diff, ...at(ids) });

export const threadStatus = (type: 'idle' | 'systemError', ids: Ids = {}) =>
  notification('thread/status/changed', { threadId: at(ids).threadId, status: { type } });

export const threadNamed = (threadName: string, ids: Ids = {}) =>
  notification('thread/name/updated', { threadId: at(ids).threadId, threadName });
