import type { Thread, ThreadStartResponse, Turn } from '../protocol/generated/definitions.js';
import { hasEnded, listedTurns } from '../protocol/listed-turns.js';
import { recordedEvents } from '../protocol/recorded-events.js';
import { kindOf } from './item-view.js';
import { keepNewest } from './keep-newest.js';
import { indexBy } from './put-by.js';
import { reduceTurn } from './reduce-turn.js';
import type { AppliedSettings, ThreadView } from './thread-view.js';
import { initialTurnView, type TurnView } from './turn-view.js';

/** What the server answered when a thread was started, resumed or forked. */
export type OpenedThread = Pick<
  ThreadStartResponse,
  'thread' | 'model' | 'modelProvider' | 'cwd' | 'approvalPolicy' | 'sandbox' | 'reasoningEffort'
>;

/**
 * Takes over what an answer says of a thread.
 *
 * What is known of a turn from its events stays, but for one whose end was missed: the answer tells how it ended.
 */
export const withOpened = (view: ThreadView, opened: OpenedThread): ThreadView => {
  const { thread } = opened;
  const ids = view.turns.map(({ id }) => id);
  const recorded = listedTurns(thread, ids).map((turn) => {
    const known = view.turns[indexBy(view.turns, turn.id, ({ id }) => id)];
    return known ? withEnd(known, thread, turn) : recordedTurn(thread, turn);
  });
  const later = view.turns.filter(({ id }) => !recorded.some((turn) => turn.id === id));
  const turns = [...recorded, ...later];
  const running = turns.filter(({ status }) => status === 'inProgress');
  return {
    ...view,
    info: thread,
    name: thread.name ?? view.name,
    status: view.status ?? thread.status,
    parentThreadId: thread.parentThreadId ?? view.parentThreadId,
    closed: false,
    settings: { ...view.settings, ...settingsIn(opened) },
    activeTurnId: (running.find(({ id }) => id === view.activeTurnId) ?? running[0])?.id ?? null,
    ...keepNewest(view, turns),
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

const withEnd = (known: TurnView, thread: Thread, turn: Turn): TurnView => {
  if (known.status !== 'inProgress' || !hasEnded(turn)) return known;
  return recordedEvents(thread.id, turn).reduce(reduceTurn, known);
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
