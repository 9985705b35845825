import type { ServerNotification } from '../protocol/notification.js';
import { continuesDelta, deltaOf, isDelta, joinDeltas } from '../protocol/join-deltas.js';
import type { ScopeOf } from '../protocol/scope.js';

/** Events beside how many characters each took on the wire. */
export interface SizedEvents {
  readonly events: ServerNotification[];
  readonly sizes: number[];
}

/**
 * Joins adjacent deltas of one item into one delta of the same method, marked `folded`.
 *
 * What the deltas say in a row stays exactly what it was; only the number of pieces shrinks. Invalid events and
 * everything that is no delta stay as they are and separate what they stand between.
 */
export const foldDeltas = ({ events, sizes }: SizedEvents, scopeOf: ScopeOf): SizedEvents => {
  const folded: SizedEvents = { events: [], sizes: [] };
  for (let start = 0; start < events.length;) {
    const end = endOfRun(events, start, scopeOf);
    folded.events.push(end - start > 1 ? joinDeltas(events.slice(start, end)) : events[start]!);
    folded.sizes.push(end - start > 1 ? sizeOfRun(events, sizes, start, end) : sizes[start]!);
    start = end;
  }
  return folded;
};

const endOfRun = (events: readonly ServerNotification[], start: number, scopeOf: ScopeOf): number => {
  const first = events[start]!;
  const keys = scopeOf(first.method).delta;
  if (!keys || !isDelta(first)) return start + 1;
  let end = start + 1;
  while (end < events.length && continuesDelta(first, events[end]!, keys)) end += 1;
  return end;
};

/** One envelope and all the text: what the pieces took, less the envelopes that are gone. */
const sizeOfRun = (
  events: readonly ServerNotification[],
  sizes: readonly number[],
  start: number,
  end: number,
): number => {
  let size = sizes[start]!;
  for (let i = start + 1; i < end; i += 1) size += deltaOf(events[i]!).length;
  return size;
};
