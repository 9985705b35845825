import { decodingSection } from './measure';
import { names, timeDecoding, type Timed, type Timings } from './time';

/** How much of a target is asked for here, where other tests run beside this one. */
const SLACK = 0.7;

let asked = 0;
const guest = { name: 'a guest', check: () => (asked += 1) > 0 };
let timings: Timings;

beforeAll(async () => {
  timings = await timeDecoding(2, [guest]);
});

/** The best of the rounds is the least disturbed. */
const best = ({ times }: Timed, name: string): number => Math.min(...times.get(name)!);

describe('decoding', () => {
  it('of a long result keeps its lead over stock io-ts, and is no slower than compiled ajv', () => {
    const { result } = timings;
    expect(result.bytes).toBeGreaterThan(1_650_000);
    expect(best(result, names.stock) / best(result, names.ours)).toBeGreaterThan(4 * SLACK);
    expect(best(result, names.ours) / best(result, names.ajv)).toBeLessThan(1 / SLACK);
  });

  it('of a delta is faster than stock io-ts', () => {
    expect(best(timings.delta, names.ours)).toBeLessThan(best(timings.delta, names.stock));
  });

  it('is reported with its targets, guests among them', () => {
    const { markdown, targets } = decodingSection(timings, [guest]);
    for (const name of [...Object.values(names), guest.name]) expect(markdown).toContain(`| ${name} |`);
    expect(targets.map(({ bound, sense }) => [bound, sense])).toEqual([
      [4, 'at least'],
      [1, 'at most'],
      [1, 'at most'],
    ]);
    expect(targets.every(({ figure }) => figure.median > 0)).toBe(true);
    expect(asked).toBeGreaterThan(1);
  });
});
