import type { Random } from './random';

type Container = Record<string, unknown>;

/** A place in a value: a field or an element. */
interface Place {
  readonly of: Container;
  readonly key: string;
}

/** Whatever may stand where something else is due, JSON or not. */
const STRAYS: readonly unknown[] = [
  null,
  undefined,
  true,
  0,
  1.5,
  Number.NaN,
  Infinity,
  1e300,
  -1,
  '',
  'text',
  'constructor',
  [],
  {},
  [null],
  [[1]],
  { type: 'unheard of', id: 'a' },
  { length: 0 },
  { a: 1, b: 2 },
  Object.freeze(() => 'text'),
];

const set = ({ of, key }: Place, value: unknown): void => {
  // As JSON.parse does it: an own property, `__proto__` too.
  if (key !== '__proto__') of[key] = value;
  else Object.defineProperty(of, key, { value, enumerable: true, configurable: true, writable: true });
};

/** Every place below a value. */
export const placesOf = (value: unknown): readonly Place[] => {
  if (typeof value !== 'object' || value === null) return [];
  const of = value as Container;
  return Object.keys(of).flatMap((key) => [{ of, key }, ...placesOf(of[key])]);
};

/** What can be made of an object or an array: its likeness of another make. */
const disguised = (value: unknown, random: Random): unknown => {
  if (typeof value !== 'object' || value === null) return random.pick(STRAYS);
  switch (random.below(4)) {
    case 0:
      return Object.create(value) as unknown;
    case 1:
      return Array.isArray(value) ? { ...(value as unknown[]) } : Object.assign([], value);
    case 2:
      return [value];
    default:
      return Object.assign(Object.create(null) as object, value);
  }
};

/**
 * Changes one place of a value, hands the value to `use`, and puts the place right again.
 *
 * @param places every place of the value, found once
 */
export const withChange = (
  value: unknown,
  places: readonly Place[],
  random: Random,
  use: (changed: unknown) => void,
): void => {
  if (places.length === 0 || random.chance(0.05))
    return use(random.chance(0.5) ? random.pick(STRAYS) : disguised(value, random));
  const place = random.pick(places);
  const { of, key } = place;
  const before = of[key];
  const change = random.below(8);
  const added =
    change > 0 ? undefined : { of, key: random.pick([`${key}_`, '__proto__', 'toString', 'type']) };
  if (added !== undefined && Object.hasOwn(of, added.key)) return use(value);
  if (change < 2 && !Array.isArray(of)) delete of[key];
  else if (change < 4) set(place, disguised(before, random));
  else if (change < 5) {
    const other = random.pick(places);
    set(place, other.of[other.key]);
  } else set(place, random.pick(STRAYS));
  if (added !== undefined) set(added, before);
  use(value);
  if (added !== undefined) delete of[added.key];
  set(place, before);
};
