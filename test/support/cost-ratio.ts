/**
 * How many times as long the same amount of work takes in large units as in small ones.
 *
 * `run` is given the size of a unit and must do the same total amount of work for either, so that a linear cost
 * gives a ratio near 1 and a quadratic one a ratio near `large / small`. Rounds alternate, and the quickest of each
 * counts, so that a busy machine slows both sides alike.
 */
export const costRatio = (
  run: (unit: number) => unknown,
  small: number,
  large: number,
  rounds = 4,
): number => {
  const quickest = new Map<number, number>();
  for (let round = 0; round < rounds; round += 1) {
    for (const unit of [small, large]) {
      const start = performance.now();
      run(unit);
      const taken = performance.now() - start;
      quickest.set(unit, Math.min(taken, quickest.get(unit) ?? Number.POSITIVE_INFINITY));
    }
  }
  return quickest.get(large)! / quickest.get(small)!;
};
