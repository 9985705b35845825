import { isReached, type Target } from './section';
import { spreadOf } from './statistics';

const target = (sense: Target['sense'], bound: number, figures: readonly number[]): Target => ({
  name: 'it',
  bound,
  sense,
  unit: '×',
  figure: spreadOf(figures),
});

describe('the spread of figures', () => {
  it.each([
    [[5], 5, 5, 5],
    [[3, 1], 2, 1.5, 2.5],
    [[4, 1, 3, 2, 5], 3, 2, 4],
  ])('of %j', (figures, median, low, high) => {
    expect(spreadOf(figures)).toEqual({ median, quartiles: [low, high] });
  });

  it('leaves the figures as they are', () => {
    const figures = [2, 1];
    spreadOf(figures);
    expect(figures).toEqual([2, 1]);
  });
});

describe('a target', () => {
  it('is reached with its better quartile', () => {
    expect(isReached(target('at least', 4, [1, 2, 3, 4, 5]))).toBe(true);
    expect(isReached(target('at least', 4.1, [1, 2, 3, 4, 5]))).toBe(false);
    expect(isReached(target('at most', 2, [1, 2, 3, 4, 5]))).toBe(true);
    expect(isReached(target('at most', 1.9, [1, 2, 3, 4, 5]))).toBe(false);
  });

  it('is guarded with slack in its own direction', () => {
    expect(isReached(target('at least', 1, [0.7]), 0.7)).toBe(true);
    expect(isReached(target('at least', 1, [0.69]), 0.7)).toBe(false);
    expect(isReached(target('at most', 0.7, [1]), 0.7)).toBe(true);
    expect(isReached(target('at most', 0.7, [1.01]), 0.7)).toBe(false);
  });
});
