import { readDeltaPiece } from '../protocol/delta-piece.js';
import type { DeltaShape } from '../protocol/delta-reader.js';
import { isDelta } from '../protocol/join-deltas.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { NotificationReader } from '../protocol/read-notification.js';
import type { ScopeOf } from '../protocol/scope.js';
import { foldDeltas } from './fold-deltas.js';
import type { KeptEvents, Row } from './kept-events.js';
import { textReader } from './text-blocks.js';

/** How kept events are shown. */
export interface ReplayOptions {
  readonly reader: NotificationReader;
  readonly scopeOf: ScopeOf;
  /** Whether adjacent deltas of one item are shown as one, marked `folded`. */
  readonly folds: boolean;
  readonly next: (event: ServerNotification) => void;
  /** Whether to stop. */
  readonly until: () => boolean;
}

/** Shows every kept event in order, also those that are added by what a reader does with one. */
export const replayKept = (kept: KeptEvents, options: ReplayOptions): void => {
  const { scopeOf, folds, next, until } = options;
  const take = takeFrom(kept, options);
  const joins = (event: ServerNotification): boolean =>
    folds && isDelta(event) && scopeOf(event.method).delta !== undefined;
  let row: ServerNotification[] = [];
  const showRow = (): void => {
    const { events } = foldDeltas({ events: row, sizes: row.map(() => 0) }, scopeOf);
    row = [];
    for (const event of events) if (!until()) next(event);
  };
  while (!until()) {
    const event = take();
    if (event && joins(event)) row.push(event);
    else if (row.length > 0) {
      // What comes while these are shown is behind them.
      showRow();
      if (event && !until()) next(event);
    } else if (event) next(event);
    else return;
  }
};

/** Makes what takes one kept event after the other; undefined, when there are no more for now. */
const takeFrom = (
  { entries, texts }: KeptEvents,
  { reader, folds }: ReplayOptions,
): (() => ServerNotification | undefined) => {
  const nextText = textReader(texts);
  /** Where the next event is, and how many of a row there were already. */
  let at = 0;
  let taken = 0;

  const takeDelta = (shape: DeltaShape): ServerNotification => {
    const { delta, emittedAtMs } = readDeltaPiece(nextText());
    return reader.deltaOf(shape, delta, emittedAtMs);
  };

  /** Several deltas of a row as one; the rest of it is of the last one. */
  const takeDeltas = (shape: DeltaShape, count: number): ServerNotification => {
    let text = '';
    let last: number | undefined;
    for (let i = 0; i < count; i += 1) {
      const { delta, emittedAtMs } = readDeltaPiece(nextText());
      text += delta;
      last = emittedAtMs;
    }
    return { ...reader.deltaOf(shape, text, last), folded: true };
  };

  const takeRow = (row: Row): ServerNotification | undefined => {
    const left = row.count - taken;
    if (row.shape && folds && left > 1) {
      taken = row.count;
      return takeDeltas(row.shape, left);
    }
    taken += 1;
    return row.shape ? takeDelta(row.shape) : reader.recallText(nextText());
  };

  return () => {
    while (at < entries.length) {
      const entry = entries[at]!;
      if ('event' in entry) {
        at += 1;
        return entry.event;
      }
      if (taken < entry.count) {
        const event = takeRow(entry);
        // A text that was not parsed when it came may be no JSON.
        if (event) return event;
      } else if (at === entries.length - 1) {
        // The last row may still grow.
        return undefined;
      } else {
        at += 1;
        taken = 0;
      }
    }
    return undefined;
  };
};
