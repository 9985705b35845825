import type { Arrival } from '../protocol/arrival.js';
import { deltaPiece } from '../protocol/delta-piece.js';
import type { DeltaShape } from '../protocol/delta-reader.js';
import { sameDeltas } from '../protocol/join-deltas.js';
import type { NotificationMessage } from '../protocol/message.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { NotificationReader } from '../protocol/read-notification.js';
import { appendText, noTexts, separator, type TextBlocks, type UnwrittenTexts } from './text-blocks.js';

/** Events in a row: deltas of one shape, of each of which there is what it does not share, or whole texts. */
export interface Row {
  readonly shape: DeltaShape | undefined;
  count: number;
}

/** An event that is kept as it was read. */
export interface ReadEvent {
  readonly event: ServerNotification;
}

/** What a log consists of. */
export type Entry = Row | ReadEvent;

/**
 * The events of one turn, in a form that costs the garbage collector next to nothing: texts and, of deltas in a row,
 * what they share and what each adds. What a message was parsed to is made again for whoever reads it.
 *
 * A record and functions over it: with thousands of open turns each object on the path of an event is a cache miss.
 */
export interface KeptEvents {
  readonly entries: Entry[];
  /** How many events there are. */
  length: number;
  /** The size of what is kept, in characters: of deltas in a row, one envelope and all the text. */
  bytes: number;
  readonly texts: TextBlocks;
  /** Of the deltas that were kept last. */
  shape: DeltaShape | undefined;
}

/** Nothing yet. */
export const noEvents = (unwritten: UnwrittenTexts): KeptEvents => ({
  entries: [],
  length: 0,
  bytes: 0,
  texts: noTexts(unwritten),
  shape: undefined,
});

/** Keeps an event as it arrived, read or not. */
export const keepArrival = (kept: KeptEvents, arrival: Arrival, reader: NotificationReader): void => {
  const { line, text, message, scope } = arrival;
  if (line && reader.trusts(line.shape))
    return keepDelta(kept, line.shape, text.slice(line.start, -1), text.length, line.delta.length);
  if (message && scope.delta && isPlainDelta(message) && reader.event(arrival)?.invalid !== true) {
    const { delta } = message.params;
    const piece = deltaPiece(delta, message.emittedAtMs);
    return keepDelta(kept, shapeFor(kept, arrival, message), piece, text.length, delta.length);
  }
  // Only a text that was not parsed can have the separator in it, and then it is no JSON.
  if (!message && text.includes(separator)) return void reader.message(arrival);
  appendText(kept.texts, text);
  kept.length += 1;
  kept.bytes += text.length;
  countInRow(kept.entries, undefined);
};

/** Keeps an event that was read elsewhere, and that counts for nothing here. */
export const keepEvent = (kept: KeptEvents, event: ServerNotification): void => {
  kept.length += 1;
  kept.entries.push({ event });
};

const keepDelta = (
  kept: KeptEvents,
  shape: DeltaShape,
  piece: string,
  size: number,
  characters: number,
): void => {
  appendText(kept.texts, piece);
  kept.length += 1;
  kept.shape = shape;
  kept.bytes += countInRow(kept.entries, shape) ? characters : size;
};

/** Counts one event more in the last row, if it is of this shape, and else in a new one; whether it went on. */
const countInRow = (entries: Entry[], shape: DeltaShape | undefined): boolean => {
  const last = entries.length === 0 ? undefined : entries[entries.length - 1]!;
  const goesOn = last !== undefined && 'count' in last && last.shape === shape;
  if (goesOn) last.count += 1;
  else entries.push({ shape, count: 1 });
  return goesOn;
};

type PlainDelta = NotificationMessage & { readonly params: { readonly delta: string } };

/** Whether a delta says nothing beside its params and its time. */
const isPlainDelta = (message: NotificationMessage): message is PlainDelta => {
  for (const name in message)
    if (name !== 'method' && name !== 'params' && name !== 'emittedAtMs') return false;
  const { params, emittedAtMs } = message as {
    readonly params?: { readonly delta?: unknown } | null;
    readonly emittedAtMs?: unknown;
  };
  return typeof params?.delta === 'string' && (emittedAtMs === undefined || typeof emittedAtMs === 'number');
};

/** The shape of a delta that was parsed: with many turns at once most are. */
const shapeFor = (kept: KeptEvents, { scope, threadId, turnId }: Arrival, message: PlainDelta): DeltaShape =>
  kept.shape && sameDeltas(kept.shape.first, message)
    ? kept.shape
    : { scope, threadId, turnId, first: message };
