import fc from 'fast-check';
import { appendText, noTexts, nothingUnwritten, textReader } from '../../lib/router/text-blocks';

/** Some texts, and what was put there; `read` reads on from where it was. */
const owner = (unwritten = nothingUnwritten()) => {
  const texts = noTexts(unwritten);
  const all: string[] = [];
  let read = 0;
  const next = textReader(texts);
  return {
    texts,
    all,
    put: (text: string): void => {
      all.push(text);
      appendText(texts, text);
    },
    /** Reads on, and compares. */
    readOn: (most: number): void => {
      for (const end = Math.min(all.length, read + most); read < end; read += 1)
        expect(next()).toBe(all[read]);
    },
    /** Reads all of them from the first. */
    readAll: (): readonly string[] => {
      const from = textReader(texts);
      return all.map(() => from());
    },
  };
};

/** Has the tails written, as they are once enough texts wait. */
const flush = ({ unwritten }: ReturnType<typeof owner>['texts']): void => {
  const other = noTexts(unwritten);
  for (let left = 256 - unwritten.count; left > 0; left -= 1) appendText(other, '');
};

/** Any text but one with the separator in it. */
const anyText = fc
  .oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 2, arbitrary: fc.string({ maxLength: 100 }) },
    { weight: 2, arbitrary: fc.constantFrom('', '\ufeff', '\ufeffa', '\u0001', '\u007f', '\u0080', '😀') },
    {
      weight: 2,
      arbitrary: fc.constantFrom('\ud83d', '\ude00', '\ude00\ud83d', 'a\ud83d', `${'x'.repeat(50)}\ud83d`),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('a', 'é', '漢', '😀', '😀\ud83d'), fc.nat(3_000))
        .map(([unit, count]) => unit.repeat(count)),
    },
  )
  .map((text) => text.replaceAll('\0', ''));

const step = fc.record({
  who: fc.nat(2),
  text: anyText,
  times: fc.constantFrom(1, 1, 1, 90),
  reads: fc.constantFrom(0, 1, 2, 100),
});

describe('text blocks', () => {
  it('give back every text as it was and in order, also while more come, to any reader', () => {
    const written = { bytes: 0, text: 0 };
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 40 }), (steps) => {
        const unwritten = nothingUnwritten();
        const owners = [0, 1, 2].map(() => owner(unwritten));
        for (const { who, text, times, reads } of steps) {
          const { put, readOn } = owners[who]!;
          for (let count = 0; count < times; count += 1) put(text);
          for (const other of reads === 100 ? owners : []) other.readOn(3);
          readOn(reads);
        }
        for (const { texts, all, readOn, readAll } of owners) {
          for (const block of texts.blocks) written[typeof block === 'string' ? 'text' : 'bytes'] += 1;
          readOn(Infinity);
          expect(readAll()).toEqual(all);
        }
      }),
      { numRuns: 300 },
    );
    // What only ever waits would prove nothing.
    expect([written.bytes > 20, written.text > 20]).toEqual([true, true]);
  });

  it('wait until there are 256 of them over all turns, and not longer, however many turns there are', () => {
    const unwritten = nothingUnwritten();
    const owners = Array.from({ length: 1_000 }, () => owner(unwritten));
    let most = 0;
    for (let round = 0; round < 3; round += 1)
      for (const [index, { put }] of owners.entries()) {
        put(`text ${index} of round ${round}`);
        most = Math.max(most, owners.filter(({ texts }) => texts.tail !== '').length);
        expect(unwritten.owners.length).toBeLessThan(256);
      }
    expect(most).toBe(255);
    for (const { all, readAll } of owners) expect(readAll()).toEqual(all);
  });

  it('forget whose texts waited once these are written', () => {
    const { texts, put } = owner();
    for (let count = 0; count < 256; count += 1) put('x');
    expect([texts.tail, texts.unwritten]).toEqual(['', { owners: [], count: 0 }]);
  });

  it('do not let more than 128 Ki characters wait, but for one text', () => {
    const { texts, all, put, readAll } = owner();
    for (let count = 0; count < 100; count += 1) {
      put('x'.repeat(10_000));
      expect(texts.tail.length).toBeLessThanOrEqual(128 * 1024);
    }
    put('漢'.repeat(1_000_000));
    expect(texts.tail).toBe('');
    expect(readAll().every((text, at) => text === all[at])).toBe(true);
  });

  it.each<[string, string[], 'bytes' | 'text']>([
    ['many short ones', Array<string>(50).fill('a word and another '.repeat(3)), 'bytes'],
    ['a long one', ['漢'.repeat(3_000)], 'bytes'],
    ['a few short ones', ['a', 'b', '', '漢'], 'text'],
    ['a long one with half a surrogate pair', [`${'x'.repeat(5_000)}\ud83d`], 'text'],
    ['long ones that share a surrogate pair', [`${'x'.repeat(5_000)}\ud83d`, '\ude00'], 'text'],
    ['one with a byte order mark in front', [`\ufeff${'x'.repeat(5_000)}`], 'bytes'],
  ])('become one block: %s', (_, all, kind) => {
    const { texts, put, readAll } = owner();
    all.forEach(put);
    flush(texts);
    expect([texts.tail, texts.blocks.length]).toEqual(['', 1]);
    expect(typeof texts.blocks[0] === 'string' ? 'text' : 'bytes').toBe(kind);
    expect(readAll()).toEqual(all);
  });

  it('are read on by who came to the end of what waited, once that is written and more came', () => {
    const { texts, put, readOn } = owner();
    for (const text of ['a', 'b', 'c', 'd', 'e', 'f']) {
      put(text);
      if ('ace'.includes(text)) readOn(Infinity);
      if ('abe'.includes(text)) flush(texts);
    }
    expect(texts.blocks.length).toBe(3);
    readOn(Infinity);
  });

  it('take a byte more than each text has, in few blocks', () => {
    const { texts, put } = owner();
    for (let count = 0; count < 20_480; count += 1) put('x'.repeat(100));
    expect(texts.blocks.reduce((sum, { length }) => sum + length, 0)).toBe(20_480 * 101);
    expect(texts.blocks.every((block) => typeof block !== 'string')).toBe(true);
    expect(texts.blocks.length).toBeLessThanOrEqual(20_480 / 256);
  });

  it('take nothing where there are none', () => {
    const { texts } = owner();
    expect([texts.blocks, texts.tail, texts.unwritten.owners]).toEqual([[], '', []]);
  });
});
