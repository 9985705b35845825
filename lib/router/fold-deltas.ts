import type { ServerNotification } from '../protocol/notification.js';
import type { ScopeOf } from './scope.js';

/** Events beside how many characters each took on the wire. */
export interface SizedEvents {
  readonly events: ServerNotification[];
  readonly sizes: number[];
}

type DeltaParams = Readonly<Record<string, unknown>> & { readonly delta: string };

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
    folded.events.push(end - start > 1 ? joined(events, start, end) : events[start]!);
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
  while (end < events.length && continues(first, events[end]!, keys)) end += 1;
  return end;
};

const continues = (first: ServerNotification, next: ServerNotification, keys: readonly string[]): boolean => {
  if (next.method !== first.method || !isDelta(next)) return false;
  const [a, b] = [first.params as DeltaParams, next.params as DeltaParams];
  return keys.every((key) => a[key] === b[key]);
};

const isDelta = (event: ServerNotification): boolean =>
  event.invalid !== true && typeof (event.params as Partial<DeltaParams> | undefined)?.delta === 'string';

const joined = (events: readonly ServerNotification[], start: number, end: number): ServerNotification => {
  const [first, ...rest] = events.slice(start, end).map((event) => (event.params as DeltaParams).delta);
  const last = events[end - 1]!;
  // Added, not joined: what is long because it was folded before is then not copied again at each fold.
  const delta = first + rest.join('');
  return {
    ...last,
    params: { ...(last.params as DeltaParams), delta },
    folded: true,
  } as ServerNotification;
};

/** One envelope and all the text: what the pieces took, less the envelopes that are gone. */
const sizeOfRun = (
  events: readonly ServerNotification[],
  sizes: readonly number[],
  start: number,
  end: number,
): number => {
  let size = sizes[start]!;
  for (let i = start + 1; i < end; i += 1) size += (events[i]!.params as DeltaParams).delta.length;
  return size;
};
