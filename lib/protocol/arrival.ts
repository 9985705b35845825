import type { DeltaLine, DeltaShape } from './delta-reader.js';
import type { NotificationMessage } from './message.js';
import type { ServerNotification } from './notification.js';
import { ownJson } from './own-text.js';
import type { Scope } from './scope.js';

/**
 * One notification on its way from the wire to whoever wants it: where it belongs, and as much of it as was read. It
 * lives as long as its delivery.
 *
 * The rest is read by a `NotificationReader` when somebody asks: out of its text or, of a delta like the one before
 * it, out of what the two share and what differs.
 */
export interface Arrival {
  readonly method: string;
  readonly scope: Scope;
  readonly threadId: string | undefined;
  readonly turnId: string | undefined;
  readonly text: string;
  readonly line: DeltaLine | undefined;
  /** The message, once it was parsed. */
  message: NotificationMessage | undefined;
  /** Whether its text turned out to be no JSON. */
  unreadable: boolean;
  /** The message, once it was checked. */
  event: ServerNotification | undefined;
  /** Its text, once somebody keeps that: one that does not point into the block that was read. */
  ownText: string | undefined;
  /** What is kept of it, once somebody keeps it. */
  kept: KeptNotification | undefined;
  /** The channel of the turn that took it, once it was routed. */
  turn: object | undefined;
}

/** A notification that was delivered, in little room, and out of which it can be read again. */
export interface KeptNotification {
  readonly scope: Scope;
  /** The length on the wire, in characters. */
  readonly size: number;
  /** The text on the wire; undefined for a delta of a known shape. */
  readonly text: string | undefined;
  readonly line: DeltaLine | undefined;
  /** The message, if it was checked and is invalid. */
  event: ServerNotification | undefined;
}

/** An arrival of which the message was parsed. */
export const arrivalOf = (message: NotificationMessage, scope: Scope, text: string): Arrival => {
  const { method, params } = message;
  return arrival(method, scope, scope.threadId(params), scope.turnId(params), text, undefined, message);
};

/** An arrival of which only the method and the ids were read. */
export const skimmedArrival = (
  scope: Scope,
  threadId: string | undefined,
  turnId: string | undefined,
  text: string,
): Arrival => arrival(scope.method, scope, threadId, turnId, text, undefined, undefined);

/** An arrival that was read by its shape. */
export const deltaArrival = (line: DeltaLine, text: string): Arrival => {
  const { scope, threadId, turnId }: DeltaShape = line.shape;
  return arrival(scope.method, scope, threadId, turnId, text, line, undefined);
};

/** The text of an arrival as one that may be kept; copied once. */
export const ownTextOf = (from: Arrival): string => (from.ownText ??= ownJson(from.text));

/** What is kept of an arrival: the same for all who keep it. */
export const keptOf = (from: Arrival): KeptNotification =>
  (from.kept ??= {
    scope: from.scope,
    size: from.text.length,
    text: from.line ? undefined : ownTextOf(from),
    line: from.line,
    event: undefined,
  });

/** One place for all of them, so that they all look the same to the engine. */
const arrival = (
  method: string,
  scope: Scope,
  threadId: string | undefined,
  turnId: string | undefined,
  text: string,
  line: DeltaLine | undefined,
  message: NotificationMessage | undefined,
): Arrival => ({
  method,
  scope,
  threadId,
  turnId,
  text,
  line,
  message,
  unreadable: false,
  event: undefined,
  ownText: undefined,
  kept: undefined,
  turn: undefined,
});
