import { codexRx } from '../contestants/codex-rx';
import { floor } from '../contestants/floor';
import type { BenchContext, Measurement } from '../context';
import type { Stream } from '../loads/order';
import { standingsTable } from '../report/tables';
import type { Standing } from '../rounds';
import type { Target } from '../section';
import { entriesOf, find, uses } from './roster';
import { run, sizes } from './streams';

const turnCounts = [1, 100, 1_000, 10_000];
const most = 10_000;

const order = (turns: number, messages: number): Stream => ({ kind: 'stream', load: 'mix', turns, messages });
const group = (turns: number): string => turns.toLocaleString('en');

/** What is promised of many open turns. */
export const turnTargets = (standings: readonly Standing[]): readonly Target[] => [
  {
    name: `real mix, ${group(most)} open turns in rotation, validated, a subscriber each`,
    bound: 0.5,
    sense: 'at least',
    unit: '× the floor',
    figure: find(standings, uses.kept, group(most)).ratio,
    // Not reached yet: 0.2 was measured when this guard was set.
    guard: 0.14,
  },
];

/** Turns open at once, each with a subscriber of its own. */
export const measureTurns = async (context: BenchContext): Promise<Measurement> => {
  const contestants = [floor, uses.kept, uses.off, uses.nobody];
  const messages = Math.ceil(context.messages / 2);
  const figures = await run(
    context,
    turnCounts.flatMap((turns) => entriesOf(contestants, order(turns, messages), { group: group(turns) })),
  );
  return {
    title: 'Open turns',
    markdown:
      `The real mix, ${sizes(order(1, messages))}, to turns that are open at once, in rotation: the worst ` +
      'order for everything that keeps something by turn. Each turn has a subscriber of its own where nothing else ' +
      `is said.\n\n${standingsTable(figures, { group: 'open turns', of: 'notifications' })}`,
    targets: turnTargets(figures),
    figures,
  };
};

/** The most open turns and the promise that is made of them, and nothing else. */
export const guardTurns = async (context: BenchContext): Promise<readonly Target[]> => {
  const entries = entriesOf([floor, uses.kept], order(most, context.messages), { group: group(most) });
  return turnTargets(await run(context, entries));
};

/** One and eight subscribers of one turn. */
export const measureSubscribers = async (context: BenchContext): Promise<Measurement> => {
  const eight = [true, false].map((replay) => codexRx({ subscribers: 8, validate: true, replay }));
  const messages = Math.ceil(context.messages / 2);
  const figures = await run(
    context,
    entriesOf([floor, uses.kept, ...eight.slice(0, 1), uses.off, ...eight.slice(1)], order(1, messages)),
  );
  return {
    title: 'Subscribers',
    markdown:
      `The real mix, ${sizes(order(1, messages))}, in one turn with one subscriber and with eight, each of which ` +
      `gets every event.\n\n${standingsTable(figures, { of: 'notifications' })}`,
    targets: [],
    figures,
  };
};
