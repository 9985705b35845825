import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ownJson, ownText } from '../../lib/protocol/own-text';

const texts = [
  '',
  'a',
  '{"a":1}',
  '漢字',
  '😀',
  '\ud83d',
  '\u0000',
  '\u2028',
  ' spaces ',
  'x'.repeat(100_000),
];

test.each(texts)('ownText gives the same text: %j', (text) => {
  expect(ownText(text)).toBe(text);
});

test.each(texts)('ownJson gives the same text with a space behind it: %j', (text) => {
  expect(ownJson(text)).toBe(`${text} `);
});

test('ownJson gives a text that JSON reads as the same', () => {
  for (const value of [{ a: ['b', 1] }, 'text', 7, null]) {
    expect(JSON.parse(ownJson(JSON.stringify(value)))).toEqual(value);
  }
});

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const mebibyte = 1024 * 1024;
  const used = (): number => {
    collect();
    collect();
    // A string of a block's size that is made out of bytes is not on the heap, which has other things on it that go.
    return process.memoryUsage().external;
  };

  /** What it costs to keep one part out of each of 200 blocks, in MiB. */
  const kept = (length: number, keep: (part: string) => string): number => {
    const before = used();
    const parts = Array.from({ length: 200 }, (_, at) => {
      const block = Buffer.alloc(mebibyte, 0x61 + (at % 26)).toString('latin1');
      return keep(block.slice(1_000, 1_000 + length));
    });
    const cost = used() - before;
    expect(parts.every((part) => part.length >= length)).toBe(true);
    return cost / mebibyte;
  };

  it('is that of blocks where a part of each is kept as it is: else this would measure nothing', () => {
    expect(kept(1_000, (part) => part)).toBeGreaterThan(100);
  });

  it.each([20, 40, 1_000, 10_000])(
    'is that of parts of %i characters, not of the blocks they are cut from',
    (length) => {
      expect(kept(length, ownText)).toBeLessThan(20);
      expect(kept(length, ownJson)).toBeLessThan(20);
    },
  );
});
