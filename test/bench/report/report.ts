import type { Measurement } from '../context';
import { isReached, type Section, type Target } from '../section';
import { spread, table } from './tables';
import type { Machine } from './machine';

/** Everything that a run found out. */
export interface BenchReport {
  readonly machine: Machine;
  /** By name: Node, codex-rx, each peer, the codex binary. */
  readonly versions: Readonly<Record<string, string>>;
  /** Day of the run, as in 2026-01-31. */
  readonly date: string;
  readonly rounds: number;
  readonly sections: readonly Measurement[];
}

/** One row of the table of targets. */
export const targetRow = (target: Target): readonly string[] => {
  const { name, bound, sense, unit, figure } = target;
  return [
    name,
    `${sense === 'at least' ? '≥' : '≤'} ${bound} ${unit}`,
    spread(figure),
    isReached(target) ? 'yes' : '**no**',
  ];
};

const targetsTable = (sections: readonly Section[]): string => {
  const targets = sections.flatMap((section) => section.targets);
  if (targets.length === 0) return '';
  const head = ['what', 'wanted', 'measured', 'reached'];
  return (
    '## Targets\n\n' +
    'A target is reached when the better quartile reaches it: other work on the machine only ever makes a figure ' +
    `worse. Those that fall short stand here as well.\n\n${table([head, ...targets.map(targetRow)], 2)}\n`
  );
};

const conditions = ({ machine, versions, date, rounds }: BenchReport): string => {
  const rows = [
    ['date', date],
    ['processor', `${machine.processor}, ${machine.cores} cores`],
    ['memory', machine.memory],
    ['system', machine.system],
    ...Object.entries(versions),
  ];
  return (
    `${table([['', ''], ...rows], 2)}\n` +
    `A figure is the median of ${rounds} ${rounds === 1 ? 'round' : 'rounds'} where its section does not say otherwise, with the middle half of them ` +
    'in brackets. Where a pipe is read, a child process writes recorded notifications to it, every contestant runs ' +
    'once a round, in an order that turns from round to round, and a ratio is taken to the floor of the same round: ' +
    'ratios travel to other machines, absolute figures do not. The floor is what no client can do without, written ' +
    'by hand: read, split into lines, `JSON.parse`. Contestants that count what they got must get everything: a part ' +
    'in which anything is missing fails, and this page is not written without it.\n\n'
  );
};

/** The report as a page of Markdown. */
export const renderReport = (report: BenchReport): string =>
  '# Benchmarks\n\n' +
  '`npm run bench` measured this page and wrote it. To measure again, on a machine that does nothing else:\n\n' +
  '```sh\nnpm ci\nnpm run build\nnpm run bench                      # everything, and writes this page\n' +
  'npm run bench -- --quick --stdout  # fewer and shorter rounds, printed\n' +
  'npm run bench -- --help            # parts, rounds, figures as JSON\n```\n\n' +
  conditions(report) +
  targetsTable(report.sections) +
  report.sections.map(({ title, markdown }) => `## ${title}\n\n${markdown.trim()}\n`).join('\n');
