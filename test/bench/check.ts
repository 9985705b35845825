import { floor } from './contestants/floor';
import type { BenchContext } from './context';
import { guardLongLine } from './sections/results';
import { entriesOf, uses } from './sections/roster';
import { mixTargets, run } from './sections/streams';
import { guardTurns } from './sections/turns';
import { isReached, type Target } from './section';

/** How much of a target is enough: a machine shared with others must not fail by chance. */
const slack = 0.7;

/** A part that is guarded: measures what is promised in so many rounds. */
export interface Guard {
  readonly name: string;
  readonly measure: (context: BenchContext) => Promise<readonly Target[]>;
}

const guardMix: Guard['measure'] = async (context) => {
  const contestants = [floor, uses.kept, uses.off, uses.nobody];
  const { messages } = context;
  const entries = entriesOf(contestants, { kind: 'stream', load: 'mix', turns: 1, messages });
  return mixTargets(await run(context, entries), context);
};

/** What `--check` holds to its bounds. */
export const guards: readonly Guard[] = [
  { name: 'mix', measure: guardMix },
  { name: 'turns', measure: guardTurns },
  { name: 'long-line', measure: guardLongLine },
];

/** Rounds of the first try, and of those after a figure that fell short: a busy machine makes figures worse only. */
const tries = [3, 5, 7];

/** The last try begins only in this time (ms), so that a check that fails does not take minutes. */
const lastTryBefore = 25_000;

const heldTo = ({ sense, bound, guard }: Target): number =>
  guard ?? (sense === 'at least' ? bound * slack : bound / slack);

const holds = (target: Target): boolean => isReached({ ...target, bound: heldTo(target) });

const failed = (targets: readonly Target[]): readonly Target[] => targets.filter((target) => !holds(target));

/** What one figure is held to, and what it is. */
export const describeTarget = (target: Target): string => {
  const { name, sense, bound, unit, figure } = target;
  const [low, high] = figure.quartiles.map((quartile) => quartile.toFixed(2));
  return (
    `${name}: measured ${figure.median.toFixed(2)} (${low} to ${high}) ${unit}, ` +
    `held to ${sense} ${heldTo(target).toFixed(2)} (the target is ${bound})`
  );
};

/** What a check is given beside what it measures. */
export interface CheckOptions {
  readonly contextOf: (rounds: number) => BenchContext;
  readonly say: (text: string) => void;
  readonly guarded?: readonly Guard[];
  /** The clock, in ms. */
  readonly now?: () => number;
}

/** Measures each guarded part, again with more rounds while a figure falls short; returns what still does. */
export const check = async ({
  contextOf,
  say,
  guarded = guards,
  now = () => performance.now(),
}: CheckOptions): Promise<readonly Target[]> => {
  const started = now();
  const missed: Target[] = [];
  for (const { name, measure } of guarded) {
    let targets: readonly Target[] = [];
    for (const [place, rounds] of tries.entries()) {
      if (place === tries.length - 1 && now() - started > lastTryBefore) break;
      say(`${name}, ${rounds} rounds`);
      targets = await measure(contextOf(rounds));
      for (const target of targets) say(`${holds(target) ? '✔' : '✖'} ${describeTarget(target)}`);
      if (failed(targets).length === 0) break;
    }
    missed.push(...failed(targets));
  }
  return missed;
};
