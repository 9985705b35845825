import type { NotificationMessage } from '../../../lib/protocol/message';
import { readRecordings } from './recording';

/** A notification as the real server wrote it. */
export interface RecordedNotification {
  readonly text: string;
  readonly message: NotificationMessage;
}

/** Every notification of every recording. */
export const recordedNotifications = (): readonly RecordedNotification[] =>
  readRecordings().flatMap(({ lines }) =>
    lines.flatMap((line) =>
      line.kind === 'received' && line.message.method !== undefined && !('id' in line.message)
        ? [{ text: line.text, message: line.message as NotificationMessage }]
        : [],
    ),
  );

/** One delta of each method and each set of fields, as the real server wrote it. */
export const recordedDeltas = (): readonly RecordedNotification[] => {
  const kinds = new Map<string, RecordedNotification>();
  for (const one of recordedNotifications()) {
    const { method, params } = one.message;
    if (typeof (params as { readonly delta?: unknown } | undefined)?.delta !== 'string') continue;
    const kind = JSON.stringify([method, Object.keys(one.message), Object.keys(params as object)]);
    if (!kinds.has(kind)) kinds.set(kind, one);
  }
  return [...kinds.values()];
};
