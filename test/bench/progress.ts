/** Says how far a run is, and about how long the part that runs still takes. */
export interface Progress {
  /** Begins the next part. */
  readonly part: (name: string) => PartProgress;
}

/** Says how far a part is. */
export interface PartProgress {
  /** So many steps of so many are done. */
  readonly progress: (done: number, all: number) => void;
  /** What it does now, where steps cannot be counted. */
  readonly note: (text: string) => void;
}

/**
 * Makes the progress of a run of parts in the given order.
 *
 * @param now the clock, in ms
 */
export const createProgress = (
  names: readonly string[],
  say: (text: string) => void,
  now: () => number = () => performance.now(),
): Progress => ({
  part: (name) => {
    const place = names.indexOf(name);
    const left = names.slice(place + 1);
    const then = left.length > 0 ? `; then ${left.join(', ')}` : '';
    const started = now();
    const note = (text: string): void => say(`[${place + 1}/${names.length}] ${name}: ${text}${then}`);
    const progress = (done: number, all: number): void => {
      const seconds = (((now() - started) / done) * (all - done)) / 1_000;
      const about = done > 0 ? `, about ${seconds.toFixed(0)} s left of it` : '';
      note(`step ${done + 1} of ${all}${about}`);
    };
    return { progress, note };
  },
});
