import { pointsOf } from './points';

describe('the points of a long run', () => {
  it('begin when everything bounded is full', () => {
    const full = pointsOf(100_000);
    expect([full[0], full.at(-1), full.length]).toEqual([12_000, 100_000, 11]);
  });

  it('begin half-way in a short run', () => {
    const short = pointsOf(1_000);
    expect([short[0], short.at(-1)]).toEqual([500, 1_000]);
    expect(short.every((turns) => turns % 100 === 0)).toBe(true);
  });
});
