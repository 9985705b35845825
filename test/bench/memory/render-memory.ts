import { table } from '../report/tables';
import type { Section, Target } from '../section';
import { spreadOf } from '../statistics';
import type { LongRun } from './long-run';
import type { LongRunPoint } from './points';

/** A long run and what it held. */
export interface LongRunOutcome extends LongRun {
  readonly points: readonly LongRunPoint[];
}

/** Everything that was found out about memory. */
export interface MemoryFigures {
  readonly held: readonly { readonly name: string; readonly bytes: number }[];
  readonly runs: readonly LongRunOutcome[];
}

const whole = (figure: number): string => Math.round(figure).toLocaleString('en-US');
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(2);

/** By how many bytes the heap has grown since the first point: at the end, and at the worst of all points. */
export const growthOf = (
  points: readonly LongRunPoint[],
): { readonly end: number; readonly most: number } => {
  const [first, ...later] = points.map(({ bytes }) => bytes);
  const growths = later.map((bytes) => bytes - first!);
  return { end: growths.at(-1)!, most: Math.max(...growths) };
};

/** How a run differs from the others. */
export const nameOf = ({ messages, turns, subscribed }: LongRun): string =>
  `${whole(messages / turns)} messages a turn, ${subscribed ? 'a subscriber per turn' : 'nobody subscribed'}`;

const targetOf = (run: LongRunOutcome): Target => ({
  name: `growth of the heap over ${whole(run.turns)} turns, ${nameOf(run)}`,
  bound: 8,
  sense: 'at most',
  unit: 'MB',
  figure: spreadOf([growthOf(run.points).end / 1e6]),
});

/** Writes the section of the report. */
export const renderMemory = ({ held, runs }: MemoryFigures): Section => {
  const [{ turns, points }] = runs as [LongRunOutcome];
  return {
    title: 'Memory',
    markdown: [
      'What the heap holds more after garbage collection, in a process of its own for each figure. The messages come ' +
        'as from a pipe, in blocks of 64 KiB that are cut into lines; the turns speak in rotation, each on a thread ' +
        'of its own, and nobody has subscribed.',
      table([['held for', 'bytes'], ...held.map(({ name, bytes }) => [name, whole(bytes)])]),
      `One client, ${whole(turns)} turns that are opened and finished, 100 at once. ` +
        `Growth counts from ${whole(points[0]!.turns)} turns on, and was measured ${points.length - 1} times.`,
      table([
        ['', 'heap at the first point (MB)', 'growth at the end (MB)', 'most at any point (MB)'],
        ...runs.map((run) => {
          const { end, most } = growthOf(run.points);
          const figures = [run.points[0]!.bytes, end, most];
          return [nameOf(run), ...figures.map(megabytes)];
        }),
      ]),
    ].join('\n\n'),
    targets: runs.map(targetOf),
  };
};
