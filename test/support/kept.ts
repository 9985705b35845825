import type { NotificationReader } from '../../lib/protocol/read-notification';
import type { ServerNotification } from '../../lib/protocol/notification';
import { noEvents, type KeptEvents } from '../../lib/router/kept-events';
import { replayKept, type ReplayOptions } from '../../lib/router/replay-kept';
import { nothingUnwritten } from '../../lib/router/text-blocks';
import { scopeOf } from './routing';

/** A store of its own, with nothing in it. */
export const nothingKept = (): KeptEvents => noEvents(nothingUnwritten());

/** What a replay shows; by default as it was kept, and all of it. */
export const replayOf = (
  kept: KeptEvents,
  reader: NotificationReader,
  options: Partial<ReplayOptions> = {},
): ServerNotification[] => {
  const seen: ServerNotification[] = [];
  replayKept(kept, {
    reader,
    scopeOf,
    folds: false,
    until: () => false,
    ...options,
    next: (event) => {
      seen.push(event);
      options.next?.(event);
    },
  });
  return seen;
};
