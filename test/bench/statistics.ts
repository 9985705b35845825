/** The middle of some figures, and the middle half. */
export interface Spread {
  readonly median: number;
  readonly quartiles: readonly [number, number];
}

/** Sums figures up; between two figures it interpolates. */
export const spreadOf = (figures: readonly number[]): Spread => {
  const sorted = [...figures].sort((a, b) => a - b);
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), quartiles: [at(0.25), at(0.75)] };
};
