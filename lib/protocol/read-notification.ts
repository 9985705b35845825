import type { Report } from '../errors/diagnostic.js';
import type { NotificationMessage } from '../wire/message.js';
import type { ServerNotification } from './notification.js';
import { invalidParams } from './describe-errors.js';
import type { PayloadCodecs } from './payload-codec.js';

/** Turns a notification as parsed into one whose params were checked. */
export type ReadNotification = (message: NotificationMessage) => ServerNotification;

/** What notifications are checked with. */
export interface ReadNotificationOptions {
  /** The codec of each method's params; a method without one is passed on as it is. */
  readonly codecs: PayloadCodecs;
  /** False skips the check. */
  readonly validate: boolean;
  /** Takes one diagnostic for each message whose params fail their codec. */
  readonly report: Report;
}

/**
 * Makes the function that checks a notification when it is first read.
 *
 * A valid one is returned as the very object that was parsed; an invalid one as a copy marked `invalid`. Reading the
 * same message again costs next to nothing while it is the newest one, and reports nothing twice.
 */
export const createNotificationReader = ({
  codecs,
  validate,
  report,
}: ReadNotificationOptions): ReadNotification => {
  // A Map, so that a method called "constructor" finds nothing.
  const byMethod = new Map(Object.entries(codecs));
  const marked = new WeakMap<NotificationMessage, ServerNotification>();
  let newest: NotificationMessage | undefined;
  let newestRead: ServerNotification | undefined;

  const check = (message: NotificationMessage): ServerNotification => {
    const codec = byMethod.get(message.method);
    if (!codec || codec.is(message.params)) return message as ServerNotification;
    const before = marked.get(message);
    if (before) return before;
    const invalid = { ...message, invalid: true } as ServerNotification;
    marked.set(message, invalid);
    report(invalidParams(codec, message));
    return invalid;
  };

  return (message) => {
    if (!validate) return message as ServerNotification;
    if (message === newest && newestRead) return newestRead;
    const read = check(message);
    newest = message;
    newestRead = read;
    return read;
  };
};
