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

/** Patches by item id, in the order in which they were first seen. */
type Patches = ReadonlyMap<string, readonly FileChange[]>;

/**
 * Follows the changes that the agent makes to files: the whole list, patch by patch, at each change.
 *
 * Reads `item/started`, `item/fileChange/patchUpdated` and `item/completed`; a completed item replaces what came
 * before. A file that is changed twice is there twice. Completes and errors with its source.
 */
export const fileChanges = (): OperatorFunction<ServerNotification, readonly FileChange[]> =>
  pipe(
    reduceEvents(reducePatches, (): Patches => new Map()),
    map((patches) => [...patches.values()].flat()),
  );

const reducePatches = (patches: Patches, event: ServerNotification): Patches => {
  switch (event.method) {
    case 'item/started':
    case 'item/completed': {
      const { item } = event.params;
      if (item.type !== 'fileChange') return patches;
      return put(patches, item.id, item.changes, item.status);
    }
    case 'item/fileChange/patchUpdated': {
      const { itemId, changes } = event.params;
      return put(patches, itemId, changes, patches.get(itemId)?.[0]?.status ?? 'inProgress');
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
): Patches =>
  new Map(patches).set(
    itemId,
    changes.map((change) => ({ ...change, itemId, status })),
  );
