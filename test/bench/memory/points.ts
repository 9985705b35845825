/** What is held at one point of a long run. */
export interface LongRunPoint {
  readonly turns: number;
  readonly bytes: number;
}

/** How many turns run at once. */
export const turnsAtOnce = 100;

/** The ids of the last 10,000 finished turns are remembered; by then every other bounded list is long full. */
const fullAfter = 12_000;

/** How many points come after the first one. */
const intervals = 10;

/** After how many turns it is measured: when everything bounded is full, or half-way if that is later, then ten times. */
export const pointsOf = (turns: number): readonly number[] => {
  const inBatches = (count: number): number => Math.ceil(count / turnsAtOnce) * turnsAtOnce;
  const warm = turns >= 2 * fullAfter ? fullAfter : inBatches(turns / 2);
  const rest = Math.max(0, turns - warm);
  const later = Array.from({ length: intervals }, (_, index) =>
    inBatches(warm + (rest * (index + 1)) / intervals),
  );
  return [...new Set([warm, ...later])];
};
