import type { Thread, ThreadStartResponse, Turn } from '../protocol/generated/definitions.js';
import { kindOf } from './item-view.js';
import { indexBy } from './put-by.js';
import { keptTurns, type AppliedSettings, type ThreadView } from './thread-view.js';
import { initialTurnView, type TurnView } from './turn-view.js';

/** What the server answered when a thread was started, resumed or forked. */
export type OpenedThread = Pick<
  ThreadStartResponse,
  'thread' | 'model' | 'modelProvider' | 'cwd' | 'approvalPolicy' | 'sandbox' | 'reasoningEffort'
>;

/** Takes over what an answer says of a thread; what is known of a turn from its events stays. */
export const withOpened = (view: ThreadView, opened: OpenedThread): ThreadView => {
  const { thread } = opened;
  const recorded = thread.turns.map((turn) => {
    const known = view.turns[indexBy(view.turns, turn.id, ({ id }) => id)];
    return known ?? recordedTurn(thread, turn);
  });
  const later = view.turns.filter(({ id }) => !recorded.some((turn) => turn.id === id));
  return {
    ...view,
    info: thread,
    name: thread.name ?? view.name,
    status: view.status ?? thread.status,
    parentThreadId: thread.parentThreadId ?? view.parentThreadId,
    closed: false,
    settings: { ...view.settings, ...settingsIn(opened) },
    activeTurnId: view.activeTurnId ?? recorded.find(({ status }) => status === 'inProgress')?.id ?? null,
    turns: [...recorded, ...later].slice(-keptTurns),
  };
};

const settingsIn = ({ sandbox, reasoningEffort, ...opened }: OpenedThread): AppliedSettings => {
  const { model, modelProvider, cwd, approvalPolicy } = opened;
  return {
    model,
    modelProvider,
    cwd,
    approvalPolicy,
    sandboxPolicy: sandbox,
    effort: reasoningEffort ?? null,
  };
};

const recordedTurn = ({ id: threadId }: Thread, turn: Turn): TurnView => ({
  ...initialTurnView(turn.id),
  threadId,
  rootTurnId: turn.rootTurnId === turn.id ? null : (turn.rootTurnId ?? null),
  status: turn.status,
  error: turn.error ?? null,
  startedAt: turn.startedAt ?? null,
  completedAt: turn.completedAt ?? null,
  durationMs: turn.durationMs ?? null,
  items: turn.items.map((item) => ({ id: item.id, kind: kindOf(item), item, status: 'completed' })),
});
