import type { Standing } from '../rounds';
import type { Spread } from '../statistics';

/** A Markdown table. The first row is its head; the first `texts` columns are words, the others figures. */
export const table = (rows: readonly (readonly string[])[], texts = 1): string => {
  const [head, ...body] = rows;
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const rule = head!.map((_, column) => (column < texts ? '---' : '---:'));
  return [head!, rule, ...body].map(line).join('');
};

/** How many digits behind the point leave three that say something. */
export const digitsOf = (figure: number): number => (figure < 10 ? 2 : figure < 100 ? 1 : 0);

/** A figure with the middle half of what was measured. */
export const spread = (
  { median, quartiles: [low, high] }: Spread,
  digits: number = digitsOf(Math.abs(median)),
): string => `${median.toFixed(digits)} (${low.toFixed(digits)} to ${high.toFixed(digits)})`;

const scaled = ({ median, quartiles: [low, high] }: Spread, by: number): Spread => ({
  median: median * by,
  quartiles: [low * by, high * by],
});

/** How long each takes instead of how many a second: the slow quartile of one is the fast one of the other. */
const inverse = ({ median, quartiles: [low, high] }: Spread): Spread => ({
  median: 1 / median,
  quartiles: [1 / high, 1 / low],
});

/** What the rows of a table of standings say. */
export interface StandingsTable {
  /** The head of the column of groups; without it there is only one group. */
  readonly group?: string;
  /** Notifications are counted by the second, large results take their time. */
  readonly of: 'notifications' | 'results';
}

/** Standings as a table, in the order in which they ran. */
export const standingsTable = (standings: readonly Standing[], { group, of }: StandingsTable): string => {
  const head =
    of === 'notifications'
      ? ['thousand a second', 'of the floor', 'CPU each (µs)']
      : ['ms each', 'speed by the floor', 'CPU each (ms)'];
  const rows = standings.map(({ name, group: ofGroup, rate, ratio, cpu }) => {
    const figures =
      of === 'notifications'
        ? [spread(scaled(rate, 1 / 1_000)), spread(ratio, 2), cpu.median.toFixed(digitsOf(cpu.median))]
        : [
            spread(scaled(inverse(rate), 1_000)),
            spread(ratio, 2),
            (cpu.median / 1_000).toFixed(digitsOf(cpu.median / 1_000)),
          ];
    return [...(group === undefined ? [] : [ofGroup]), name, ...figures];
  });
  const words = group === undefined ? ['read by'] : [group, 'read by'];
  return table([[...words, ...head], ...rows], words.length);
};
