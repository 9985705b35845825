import type { CodexErrorInfo } from '../../protocol/generated/definitions.js';
import { messageTime, turnIds, type TurnRef } from './turn-ref.js';

/** How a turn can stand. */
export type TurnStatusName = 'inProgress' | 'completed' | 'interrupted' | 'failed';

/** What went wrong in a turn. */
export interface TurnFailure {
  readonly message: string;
  /** The machine-readable cause: a word or an object with one key. Default: `other`. */
  readonly codexErrorInfo?: CodexErrorInfo;
}

/** A turn, as it is inside other messages. */
export const turnObject = (status: TurnStatusName, ref: TurnRef = {}, failure?: TurnFailure) => {
  const { turnId } = turnIds(ref);
  const over = status !== 'inProgress';
  return {
    id: turnId,
    rootTurnId: turnId,
    items: [],
    itemsView: 'notLoaded' as const,
    status,
    error: failure === undefined ? null : errorObject(failure),
    startedAt: messageTime,
    completedAt: over ? messageTime + 1 : null,
    durationMs: over ? 1_000 : null,
  };
};

/** `turn/started`. */
export const turnStarted = (ref: TurnRef = {}) => ({
  method: 'turn/started' as const,
  params: { threadId: turnIds(ref).threadId, turn: turnObject('inProgress', ref) },
});

/** What a turn ended with. */
export interface TurnEnd extends TurnRef {
  /** Default: `completed`, or `failed` if there is an error. */
  readonly status?: Exclude<TurnStatusName, 'inProgress'>;
  readonly error?: TurnFailure;
}

/** `turn/completed`. */
export const turnCompleted = (end: TurnEnd = {}) => ({
  method: 'turn/completed' as const,
  params: {
    threadId: turnIds(end).threadId,
    turn: turnObject(end.status ?? (end.error ? 'failed' : 'completed'), end, end.error),
  },
});

/** `error`: a failure in a turn, after which codex tries again (`willRetry`) or the turn ends as failed. */
export const errorNotification = (failure: TurnFailure, willRetry: boolean, ref: TurnRef = {}) => ({
  method: 'error' as const,
  params: { error: errorObject(failure), willRetry, ...turnIds(ref) },
});

/** `turn/plan/updated`. */
export const planUpdated = (
  plan: readonly { readonly step: string; readonly status: 'pending' | 'inProgress' | 'completed' }[],
  ref: TurnRef = {},
  explanation: string | null = null,
) => ({
  method: 'turn/plan/updated' as const,
  params: { ...turnIds(ref), explanation, plan: plan.map((entry) => ({ ...entry })) },
});

/** `turn/diff/updated`, with the whole diff of the turn so far. */
export const diffUpdated = (diff: string, ref: TurnRef = {}) => ({
  method: 'turn/diff/updated' as const,
  params: { ...turnIds(ref), diff },
});

/** `thread/tokenUsage/updated`, after a model call with these token counts, the first of its thread. */
export const tokenUsageUpdated = (inputTokens: number, outputTokens: number, ref: TurnRef = {}) => {
  const counts = {
    totalTokens: inputTokens + outputTokens,
    inputTokens,
    cachedInputTokens: 0,
    cacheWriteInputTokens: 0,
    outputTokens,
    reasoningOutputTokens: 0,
  };
  return {
    method: 'thread/tokenUsage/updated' as const,
    params: { ...turnIds(ref), tokenUsage: { total: counts, last: { ...counts }, modelContextWindow: null } },
  };
};

const errorObject = ({ message, codexErrorInfo = 'other' }: TurnFailure) => ({
  message,
  codexErrorInfo,
  additionalDetails: null,
});
