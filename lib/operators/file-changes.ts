import { map, pipe, type OperatorFunction } from 'rxjs';
import type { FileUpdateChange, PatchApplyStatus } from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { reduceEvents } from './reduce-events.js';

/** One change of one file, as the agent proposed it, and what became of it. */
export interface FileChange extends FileUpdateChange {
  readonly itemId: string;
  /** Of the patch that it is part of: whether that was applied. */
  readonly status: PatchApplyStatus;
}

interface Patch {
  readonly changes: readonly FileChange[];
  readonly completed: boolean;
}

/** Patches by item id, in the order in which they were first seen. */
type Patches = ReadonlyMap<string, Patch>;

/**
 * Follows the changes that the agent makes to files: the whole list, patch by patch, at each change.
 *
 * Reads `item/started`, `item/fileChange/patchUpdated` and `item/completed`; a completed item replaces what came
 * before, and is final. A file that is changed twice is there twice. Completes and errors with its source.
 */
export const fileChanges = (): OperatorFunction<ServerNotification, readonly FileChange[]> =>
  pipe(
    reduceEvents(reducePatches, (): Patches => new Map()),
    map((patches) => [...patches.values()].flatMap(({ changes }) => changes)),
  );

const reducePatches = (patches: Patches, event: ServerNotification): Patches => {
  switch (event.method) {
    case 'item/started':
    case 'item/completed': {
      const { item } = event.params;
      if (item.type !== 'fileChange') return patches;
      return put(patches, item.id, item.changes, item.status, event.method === 'item/completed');
    }
    case 'item/fileChange/patchUpdated': {
      const { itemId, changes } = event.params;
      const status = patches.get(itemId)?.changes[0]?.status ?? 'inProgress';
      return put(patches, itemId, changes, status, false);
    }
    default:
      return patches;
  }
};

const put = (
  patches: Patches,
  itemId: string,
  changes: readonly FileUpdateChange[],
  status: PatchApplyStatus,
  completed: boolean,
): Patches => {
  // What has completed is not undone by what comes late.
  if (!completed && patches.get(itemId)?.completed) return patches;
  return new Map(patches).set(itemId, {
    changes: changes.map((change) => ({ ...change, itemId, status })),
    completed,
  });
};
