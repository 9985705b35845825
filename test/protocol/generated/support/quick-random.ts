import type { Random } from './random';

/** A seeded source of random choices (xorshift) for millions of draws: it calls nothing. */
export const quickRandom = (seed: number): Random => {
  let state = seed | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  return {
    below: (end) => next() % end,
    chance: (probability) => next() < probability * 0x1_0000_0000,
    pick: (choices) => choices[next() % choices.length] as never,
  };
};
