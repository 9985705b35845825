import type { Either } from 'fp-ts/lib/Either.js';
import { defer, filter, map, take, type OperatorFunction } from 'rxjs';
import type { ThreadTokenUsage, Turn, TurnError } from '../protocol/generated/definitions.js';
import type { NotificationOf, ServerNotification } from '../protocol/notification.js';
import type { CodexOutputError } from '../errors/codex-output-error.js';
import { itemsOf, noItems, reduceItems, type TurnItem } from './turn-items.js';

/** How a turn ended. Completed, interrupted and failed are all values. */
export interface TurnResult<A = unknown> {
  readonly id: string;
  readonly threadId: string;
  /** As the server reports it; "unknown" if it does not. */
  readonly status: Turn['status'];
  /** Why the turn failed; null otherwise. */
  readonly error: TurnError | null;
  /** The agent's last completed message, preferably one that it marked as its final answer; null if there is none. */
  readonly finalResponse: string | null;
  /**
   * What `outputSchema` asked for: the value on the right, or on the left why there is none. Null where nothing was
   * asked for.
   */
  readonly output: Either<CodexOutputError, A> | null;
  /** Every item of the turn in the order in which they were first seen. */
  readonly items: readonly TurnItem[];
  /** The token usage last reported in this turn; null if none was. */
  readonly usage: ThreadTokenUsage | null;
  /** Unix time in seconds, as the server reports it; null if it does not. */
  readonly startedAt: number | null;
  /** Unix time in seconds, as the server reports it; null if it does not. */
  readonly completedAt: number | null;
  /** In ms, as the server reports it; null if it does not. */
  readonly durationMs: number | null;
}

/**
 * Sums a turn up in one value when it completes.
 *
 * Reads `turn/completed` and everything before it. Emits one `TurnResult` and completes; errors if the source does;
 * a source that completes without `turn/completed` gives no value. A `turn/completed` that does not decode still
 * ends the turn: what it can be read for is taken from it.
 *
 * @param toOutput reads the output that was asked for from the agent's final response
 */
export const turnResult =
  <A = unknown>(
    toOutput?: (finalResponse: string | null) => Either<CodexOutputError, A>,
  ): OperatorFunction<ServerNotification, TurnResult<A>> =>
  (source) =>
    defer(() => {
      let items = noItems();
      let usage: ThreadTokenUsage | null = null;
      const isCompleted = (event: ServerNotification): event is NotificationOf<'turn/completed'> => {
        if (event.method === 'turn/completed') return true;
        if (event.invalid === true) return false;
        items = reduceItems(items, event);
        if (event.method === 'thread/tokenUsage/updated') usage = event.params.tokenUsage;
        return false;
      };
      return source.pipe(
        filter(isCompleted),
        take(1),
        map((completed) => {
          const result = resultOf(completed, itemsOf(reduceItems(items, completed)), usage);
          return { ...result, output: toOutput ? toOutput(result.finalResponse) : null };
        }),
      );
    });

/** Stands where the server named no status: a turn that is not known to have completed must not look so. */
const unknownStatus: string = 'unknown';

const resultOf = (
  { params }: NotificationOf<'turn/completed'>,
  items: readonly TurnItem[],
  usage: ThreadTokenUsage | null,
): Omit<TurnResult, 'output'> => {
  // Not trusted: the event may be marked invalid.
  const { threadId, turn } = Object(params) as { readonly threadId?: string; readonly turn?: Partial<Turn> };
  const { id, status, error, startedAt, completedAt, durationMs } = Object(turn) as Partial<Turn>;
  return {
    id: id ?? '',
    threadId: threadId ?? '',
    status: status ?? (unknownStatus as Turn['status']),
    error: error ?? null,
    finalResponse: finalResponseIn(items),
    items,
    usage,
    startedAt: startedAt ?? null,
    completedAt: completedAt ?? null,
    durationMs: durationMs ?? null,
  };
};

const finalResponseIn = (items: readonly TurnItem[]): string | null => {
  const messages = items.filter(
    (item) => item.type === 'agentMessage' && item.abandoned !== true,
  ) as readonly (TurnItem & {
    readonly type: 'agentMessage';
    readonly text: string;
    readonly phase?: unknown;
  })[];
  const final = messages.filter(({ phase }) => phase === 'final_answer').at(-1) ?? messages.at(-1);
  return final?.text ?? null;
};
