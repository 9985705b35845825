import { defer, filter, map, type OperatorFunction } from 'rxjs';
import { appendText, noText, textOf, type CappedText } from '../protocol/capped-text.js';
import type {
  CommandExecutionStatus,
  CommandExecutionThreadItem,
} from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';

/** What a command has written so far. */
export interface CommandOutput {
  readonly itemId: string;
  /** Null where its deltas came without its beginning. */
  readonly command: string | null;
  /** Standard output and standard error as they came; past 1.25 Mi characters the middle is left out, and it says so. */
  readonly output: string;
  readonly status: CommandExecutionStatus;
  /** Null while it runs, and where it did not run. */
  readonly exitCode: number | null;
}

interface Running {
  readonly item: CommandExecutionThreadItem | undefined;
  readonly text: CappedText;
}

/** How many commands that have completed are remembered, so that a late delta does not begin one anew. */
const remembered = 1_000;

/**
 * Follows the output of commands: what one has written so far, at each change of any.
 *
 * Reads `item/started`, `item/commandExecution/outputDelta` and `item/completed`. The server often sends no deltas
 * or not all of them; when a command completes, its `aggregatedOutput` replaces them and is final. Works on the
 * events of a turn, a thread or the whole connection. Completes and errors with its source.
 *
 * @param itemId only this command; default: all
 */
export const commandOutput =
  (itemId?: string): OperatorFunction<ServerNotification, CommandOutput> =>
  (source) =>
    defer(() => {
      const running = new Map<string, Running>();
      const completed = new Set<string>();

      const complete = (item: CommandExecutionThreadItem): CommandOutput => {
        const text = item.aggregatedOutput ?? textOf(running.get(item.id)?.text ?? noText);
        running.delete(item.id);
        completed.add(item.id);
        if (completed.size > remembered) completed.delete(completed.values().next().value!);
        return outputOf(item.id, item, text);
      };

      const put = (
        id: string,
        item: CommandExecutionThreadItem | undefined,
        text: CappedText,
      ): CommandOutput => {
        running.set(id, { item, text });
        return outputOf(id, item, textOf(text));
      };

      const read = (event: ServerNotification): CommandOutput | undefined => {
        if (event.invalid === true) return undefined;
        switch (event.method) {
          case 'item/started':
          case 'item/completed': {
            const { item } = event.params;
            if (item.type !== 'commandExecution' || (itemId !== undefined && item.id !== itemId))
              return undefined;
            if (event.method === 'item/completed') return complete(item);
            return completed.has(item.id)
              ? undefined
              : put(item.id, item, running.get(item.id)?.text ?? noText);
          }
          case 'item/commandExecution/outputDelta': {
            const { itemId: id, delta } = event.params;
            if ((itemId !== undefined && id !== itemId) || completed.has(id)) return undefined;
            const before = running.get(id);
            return put(id, before?.item, appendText(before?.text ?? noText, delta));
          }
          default:
            return undefined;
        }
      };
      return source.pipe(
        map(read),
        filter((output) => output !== undefined),
      );
    });

const outputOf = (
  itemId: string,
  item: CommandExecutionThreadItem | undefined,
  output: string,
): CommandOutput => ({
  itemId,
  command: item?.command ?? null,
  output,
  status: item?.status ?? 'inProgress',
  exitCode: item?.exitCode ?? null,
});
