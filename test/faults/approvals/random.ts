/** Draws numbers that a seed decides. */
export interface Draw {
  /** A whole number from 0 to below `limit`. */
  int(limit: number): number;
  chance(probability: number): boolean;
  of<T>(members: readonly T[]): T;
}

/** Makes the numbers of a seed (mulberry32, by Tommy Ettinger, public domain). */
export const drawFrom = (seed: number): Draw => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    int: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    of: (members) => members[Math.floor(next() * members.length)]!,
  };
};
