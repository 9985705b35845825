import type { Spread } from './statistics';

/** One promise of the project, beside what a run measured. */
export interface Target {
  /** What is measured, as a row of the table of targets says it. */
  readonly name: string;
  readonly bound: number;
  readonly sense: 'at least' | 'at most';
  /** What the figure counts, for the table: `× the floor`, `MB`, `bytes`. */
  readonly unit: string;
  readonly figure: Spread;
  /** Where the bound is not reached yet: what a check holds the figure to instead of to its share of the bound. */
  readonly guard?: number;
}

/** One part of the report. */
export interface Section {
  readonly title: string;
  /** What was measured and how, then the figures as tables: Markdown below a second-level heading. */
  readonly markdown: string;
  readonly targets: readonly Target[];
}

/**
 * Whether a figure reaches its bound: with its better quartile, because a shared machine only ever makes a figure
 * worse.
 *
 * @param slack how much of the bound is enough, from 0 to 1; for a guard that must not fail by chance
 */
export const isReached = ({ bound, sense, figure }: Target, slack = 1): boolean => {
  const [low, high] = figure.quartiles;
  return sense === 'at least' ? high >= bound * slack : low <= bound / slack;
};
