import { createDeltaReader, type DeltaReader } from '../../lib/protocol/delta-reader';
import { learn, variant } from '../support/delta-texts';
import { recordedDeltas } from '../support/recordings/notification-texts';
import { seededRandom } from './generated/support/random';

const deltas = recordedDeltas().map(({ message }) => message);

describe('whether a turn repeats', () => {
  it('tells the second delta of a turn in a row from the first, by method', () => {
    const { repeats } = createDeltaReader();
    const asked = [
      ['a', '1'],
      ['a', '1'],
      ['ab', '1'],
      ['ab', '1'],
      ['a', '2'],
      ['a', '2'],
      ['a', '1'],
    ] as const;
    expect(asked.map(([method, turnId]) => repeats(method, turnId))).toEqual([
      ...[false, true, false, true, false, true, true],
    ]);
    expect(repeats('a', undefined)).toBe(false);
    expect(repeats('a', undefined)).toBe(false);
  });

  it('is never so any more once 32 in a row could not be learned', () => {
    const reader = createDeltaReader();
    const spaced = JSON.stringify(deltas[0], undefined, 1);
    const repeats = () => reader.repeats('m', 'turn') || reader.repeats('m', 'turn');
    for (let times = 0; times < 31; times += 1) learn(reader, spaced);
    expect(repeats()).toBe(true);
    learn(reader, variant(deltas[0]!, {}));
    for (let times = 0; times < 31; times += 1) learn(reader, spaced);
    expect(repeats()).toBe(true);
    learn(reader, spaced);
    expect(repeats()).toBe(false);
  });
});

describe('learning the shapes of deltas', () => {
  /** Ids like those of the server: the end is random. */
  const turnIdsOf = (count: number): readonly string[] => {
    const random = seededRandom(count);
    const hex = (): string => Array.from({ length: 12 }, () => random.below(16).toString(16)).join('');
    return Array.from({ length: count }, () => `01a2034f-8176-7591-902b-${hex()}`);
  };

  /** Takes the deltas of turns as they come, and counts how. */
  const takeAll = (reader: DeltaReader, turnIds: readonly string[], rounds: number, inRow = 1) => {
    const counts = { read: 0, learned: 0, parsed: 0 };
    for (let round = 0; round < rounds; round += 1)
      for (const turnId of turnIds)
        for (let nth = 0; nth < inRow; nth += 1) {
          const text = variant(deltas[0]!, { turnId, delta: `${nth} ` });
          if (reader.read(text)) counts.read += 1;
          else if (reader.repeats(deltas[0]!.method, turnId)) {
            counts.learned += 1;
            learn(reader, text);
          } else counts.parsed += 1;
        }
    return counts;
  };

  it.each([
    [10_000, 1],
    [10_000, 2],
    [4_000, 1],
  ])(
    'is refused, but for a small share, where it is of no use: %i turns in rotation, %i in a row',
    (count, inRow) => {
      const { learned } = takeAll(createDeltaReader(), turnIdsOf(count), 5, inRow);
      expect(learned / (count * inRow * 5)).toBeLessThan(0.03);
      expect(learned).toBeGreaterThan(0);
    },
  );

  it.each([
    [1, 2],
    [100, 8],
  ])('%i turns at once are read by shape, each delta of them, after %i rounds', (count, rounds) => {
    const reader = createDeltaReader();
    const turnIds = turnIdsOf(count);
    takeAll(reader, turnIds, rounds);
    expect(takeAll(reader, turnIds, 20)).toEqual({ read: 20 * count, learned: 0, parsed: 0 });
  });

  it.each([
    [1, 100],
    [100, 60],
  ])('%i turns are read by shape again %i rounds after ten thousand were in rotation', (count, rounds) => {
    const reader = createDeltaReader();
    takeAll(reader, turnIdsOf(10_000), 5);
    const turnIds = turnIdsOf(count);
    takeAll(reader, turnIds, rounds);
    expect(takeAll(reader, turnIds, 20)).toEqual({ read: 20 * count, learned: 0, parsed: 0 });
  });

  it('goes on where it pays: two thousand turns one after the other, 40 deltas each', () => {
    const { read } = takeAll(createDeltaReader(), turnIdsOf(2_000), 1, 40);
    expect(read / (2_000 * 40)).toBeGreaterThan(0.9);
  });
});
