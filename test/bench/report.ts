import type { RoutingCost } from './routing';
import type { Standing } from './rounds';
import type { Spread } from './statistics';

/** Everything that a run found out. */
export interface BenchReport {
  readonly node: string;
  readonly rounds: number;
  readonly messages: number;
  readonly bytesPerMessage: number;
  readonly standings: readonly Standing[];
  readonly routing: readonly RoutingCost[];
}

const rate = (perSecond: number): string => `${(perSecond / 1_000).toFixed(0)} k/s`;

const ratio = ({ median, quartiles: [low, high] }: Spread): string =>
  `${median.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;

const table = (rows: readonly (readonly string[])[]): string => {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
};

/** Writes the figures as a table. */
export const renderReport = ({
  node,
  rounds,
  messages,
  bytesPerMessage,
  standings,
  routing,
}: BenchReport): string => {
  const head = ['open turns', 'contestant', 'median', 'quartiles', 'by the floor (quartiles)', 'CPU each'];
  const rows = standings.map(({ turns, name, rate: rates, ratio: ratios, cpu }) => [
    String(turns),
    name,
    rate(rates.median),
    rates.quartiles.map(rate).join(' to '),
    ratio(ratios),
    `${cpu.median.toFixed(1)} µs`,
  ]);
  const steps = routing.map(
    ({ turns, nanoseconds }) => `${nanoseconds.toFixed(0)} ns at ${turns} open turns`,
  );
  return (
    `Notifications a second through a real pipe: ${messages} of ${bytesPerMessage} bytes on average, ` +
    `${rounds} rounds, Node ${node}\n\n${table([head, ...rows])}\n` +
    `The routing step alone, a subscriber per turn: ${steps.join(', ')}\n`
  );
};
