import { check, type Guard } from './check';
import type { BenchContext } from './context';
import type { Target } from './section';
import { spreadOf } from './statistics';

const target = (figure: number): Target => ({
  name: 'the real mix',
  bound: 0.8,
  sense: 'at least',
  unit: '× the floor',
  figure: spreadOf([figure]),
});

/** Runs a check of one part whose figure is the next of the list in each try. */
const run = async (figures: readonly number[], now?: () => number) => {
  const rounds: number[] = [];
  const said: string[] = [];
  const guard: Guard = {
    name: 'mix',
    measure: (context) => {
      rounds.push(context.rounds);
      return Promise.resolve([target(figures[rounds.length - 1]!)]);
    },
  };
  const missed = await check({
    contextOf: (count) => ({ rounds: count }) as BenchContext,
    say: (text) => said.push(text),
    guarded: [guard],
    ...(now ? { now } : {}),
  });
  return { missed, rounds, said };
};

describe('the check of the benchmark', () => {
  it('is content with 0.7 of a target', async () => {
    const { missed, rounds } = await run([0.56]);
    expect(missed).toEqual([]);
    expect(rounds).toEqual([3]);
  });

  it('measures longer while a figure falls short', async () => {
    const { missed, rounds } = await run([0.1, 0.2, 0.6]);
    expect(missed).toEqual([]);
    expect(rounds).toEqual([3, 5, 7]);
  });

  it('names the figure that falls short each time, what is wanted and what was measured', async () => {
    const { missed, said } = await run([0.3, 0.3, 0.34]);
    expect(missed).toEqual([target(0.34)]);
    expect(said.at(-1)).toBe(
      '✖ the real mix: measured 0.34 (0.34 to 0.34) × the floor, held to at least 0.56 (the target is 0.8)',
    );
  });

  it('does not try a last time when it has taken long', async () => {
    let clock = 0;
    const { missed, rounds } = await run([0.3, 0.3, 0.6], () => (clock += 20_000));
    expect(rounds).toEqual([3, 5, 7]);
    expect(missed).toEqual([]);
    const late = await run([0.3, 0.3, 0.6], () => (clock += 30_000));
    expect(late.rounds).toEqual([3, 5]);
    expect(late.missed).toEqual([target(0.3)]);
  });
});
