import { defer, filter, map, type OperatorFunction } from 'rxjs';
import { appendText, noText, textOf, type CappedText } from '../protocol/capped-text.js';
import type {
  CommandExecutionStatus,
  CommandExecutionThreadItem,
} from '../protocol/generated/definitions.js';
import { itemKey } from '../protocol/item-key.js';
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

/** How many commands are followed at once: some never complete, and what each has written is kept. */
const followed = 100;

/**
 * Follows the output of commands: what one has written so far, at each change of any.
 *
 * Reads `item/started`, `item/commandExecution/outputDelta` and `item/completed`. The server often sends no deltas
 * or not all of them; when a command completes, its `aggregatedOutput` replaces them and is final. Works on the
 * events of a turn, a thread or the whole connection; of more than 100 commands that run at once, the text of the first
 * begins anew. Completes and errors with its source.
 *
 * @param itemId only this command; default: all
 */
export const commandOutput =
  (itemId?: string): OperatorFunction<ServerNotification, CommandOutput> =>
  (source) =>
    defer(() => {
      const running = new Map<string, Running>();
      const completed = new Set<string>();
      const isWanted = (id: string): boolean => itemId === undefined || id === itemId;

      const complete = (key: string, item: CommandExecutionThreadItem): CommandOutput => {
        const text = item.aggregatedOutput ?? textOf(running.get(key)?.text ?? noText);
        running.delete(key);
        completed.add(key);
        if (completed.size > remembered) completed.delete(completed.values().next().value!);
        return outputOf(item.id, item, text);
      };

      const put = (key: string, id: string, next: Running): CommandOutput => {
        running.set(key, next);
        if (running.size > followed) running.delete(running.keys().next().value!);
        return outputOf(id, next.item, textOf(next.text));
      };

      const read = (event: ServerNotification): CommandOutput | undefined => {
        if (event.invalid === true) return undefined;
        switch (event.method) {
          case 'item/started':
          case 'item/completed': {
            const { item } = event.params;
            if (item.type !== 'commandExecution' || !isWanted(item.id)) return undefined;
            const key = itemKey(event.params, item.id);
            if (event.method === 'item/completed') return complete(key, item);
            if (completed.has(key)) return undefined;
            return put(key, item.id, { item, text: running.get(key)?.text ?? noText });
          }
          case 'item/commandExecution/outputDelta': {
            const { itemId: id, delta } = event.params;
            const key = itemKey(event.params, id);
            if (!isWanted(id) || completed.has(key)) return undefined;
            const before = running.get(key);
            return put(key, id, { item: before?.item, text: appendText(before?.text ?? noText, delta) });
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
