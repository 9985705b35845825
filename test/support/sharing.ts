import { isDeepStrictEqual } from 'node:util';

type Parts = Readonly<Record<string, unknown>>;

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Every object in a value, itself included. */
const objectsIn = (value: unknown, found = new Set<unknown>()): ReadonlySet<unknown> => {
  if (!isHolder(value) || found.has(value)) return found;
  found.add(value);
  for (const part of Object.values(value)) objectsIn(part, found);
  return found;
};

/** Members of a list are the same by what they are called, wherever they stand. */
const nameOf = (value: unknown, index: number): string => {
  const { id, name, environmentId } = Object(value) as Parts;
  const called = [id, name, environmentId].find((one) => typeof one === 'string');
  return typeof called === 'string' ? called : String(index);
};

const partsOf = (holder: object): ReadonlyMap<string, unknown> =>
  new Map(
    holder instanceof Map
      ? (holder as ReadonlyMap<string, unknown>)
      : Array.isArray(holder)
        ? holder.map((member: unknown, index): [string, unknown] => [nameOf(member, index), member])
        : Object.entries(holder),
  );

/**
 * The paths at which a state is equal to the one before it, but not the same object: it was copied for nothing.
 *
 * What came with the event itself is its own object, also where it says again what is known, and so is what holds it.
 */
export const copiedForNothing = (before: unknown, after: unknown, event: unknown): readonly string[] => {
  const told = objectsIn(event);
  const compare = (old: unknown, now: unknown, path: string): readonly string[] => {
    if (Object.is(old, now) || !isHolder(old) || !isHolder(now) || told.has(now)) return [];
    const [known, parts] = [partsOf(old), [...partsOf(now)]];
    if (known.size === parts.length && parts.every(([key, part]) => Object.is(known.get(key), part)))
      return isDeepStrictEqual(old, now) ? [path] : [];
    return parts.flatMap(([key, part]) => compare(known.get(key), part, `${path}/${key}`));
  };
  return compare(before, after, '');
};

const refuse = (): never => {
  throw new Error('A frozen Map was changed.');
};

/** Freezes a value and all that is in it; what changes any of it from now on throws. */
export const deepFrozen = <T>(value: T): T => {
  if (!isHolder(value) || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const change of ['set', 'delete', 'clear']) Object.defineProperty(value, change, { value: refuse });
    for (const part of value.values()) deepFrozen(part);
  }
  Object.freeze(value);
  for (const part of Object.values(value)) deepFrozen(part);
  return value;
};
