import type { NotificationMessage } from './message.js';
import type { ServerNotification } from './notification.js';

type DeltaParams = Readonly<Record<string, unknown>> & { readonly delta: string };

/** Whether an event adds text to an item, and can be trusted to. */
export const isDelta = (event: ServerNotification): boolean =>
  event.invalid !== true && typeof (event.params as Partial<DeltaParams> | undefined)?.delta === 'string';

/** The text that a delta adds. */
export const deltaOf = (event: ServerNotification): string => (event.params as DeltaParams).delta;

/**
 * Whether a delta goes on where another one left off, so that the two can be one.
 *
 * @param keys the fields that both must share, as the table of scopes lists them for the method
 */
export const continuesDelta = (
  first: ServerNotification,
  next: ServerNotification,
  keys: readonly string[],
): boolean => {
  if (next.method !== first.method || !isDelta(next)) return false;
  const [a, b] = [first.params as DeltaParams, next.params as DeltaParams];
  return keys.every((key) => a[key] === b[key]);
};

/** One delta that says what several in a row said, marked `folded`; the rest of it is of the last one. */
export const joinDeltas = (deltas: readonly ServerNotification[]): ServerNotification => {
  const [first = '', ...rest] = deltas.map(deltaOf);
  const last = deltas[deltas.length - 1]!;
  // Added, not joined: what is long because it was folded before is then not copied again at each fold.
  const delta = first + rest.join('');
  return { ...last, params: { ...(last.params as DeltaParams), delta }, folded: true } as ServerNotification;
};

/** Whether two deltas differ in nothing but the text they add and the time. */
export const sameDeltas = (a: NotificationMessage, b: NotificationMessage): boolean => {
  if (a.method !== b.method) return false;
  const [some, others] = [a.params as DeltaParams, b.params as DeltaParams];
  let names = 0;
  for (const name in some) {
    if (name !== 'delta' && some[name] !== others[name]) return false;
    names += 1;
  }
  for (const name in others) names -= name in some ? 1 : 2;
  return names === 0;
};
