import { growthOf, renderMemory } from './render-memory';

const points = [40, 44, 50, 45].map((megabytes, place) => ({
  turns: 12_000 + place * 1_000,
  bytes: megabytes * 1e6,
}));

describe('the growth over a long run', () => {
  it('counts from the first point, to the last and to the worst', () => {
    expect(growthOf(points)).toEqual({ end: 5e6, most: 10e6 });
  });
});

describe('the section of the memory', () => {
  const run = { messages: 2e6, turns: 20_000, subscribed: true, points };
  const { targets, markdown } = renderMemory({ held: [{ name: 'a turn', bytes: 1234.4 }], runs: [run] });

  it('sets a target on the growth at the end of each run', () => {
    expect(targets.map(({ bound, unit, sense, figure }) => [figure.median, sense, bound, unit])).toEqual([
      [5, 'at most', 8, 'MB'],
    ]);
  });

  it('shows what is held, and the worst point', () => {
    expect(markdown).toContain('| a turn | 1,234 |');
    expect(markdown).toContain('| 100 messages a turn, a subscriber per turn | 40.00 | 5.00 | 10.00 |');
  });
});
