import fc from 'fast-check';
import { createStderrTail, stderrTailBytes } from '../../lib/transport/stderr-tail.js';
import { createRedactor } from '../../lib/wire/redact.js';
import { costRatio } from '../support/cost-ratio.js';

const plain = (text: string): string => text;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The tail of a whole text, written as plainly as it can be. */
const expectedOf = (bytes: Uint8Array, limit: number): string => {
  if (bytes.length <= limit) return Buffer.from(bytes).toString();
  const end = Buffer.from(bytes.subarray(bytes.length - limit)).toString();
  const line = end.indexOf('\n');
  if (line !== -1) return end.slice(line + 1);
  const [, ...words] = end.split(/(?<=\s)/);
  return words.join('');
};

describe('a tail', () => {
  it('keeps 64 KiB unless told otherwise', () => {
    expect(stderrTailBytes).toBe(65_536);
    const tail = createStderrTail(plain);
    tail.push(encode('0123456\n'.repeat(20_000)));
    expect(tail.text()).toBe('0123456\n'.repeat(8_191));
  });

  it('is everything while that is little, and empty before', () => {
    const tail = createStderrTail(plain, 10);
    expect(tail.text()).toBe('');
    tail.push(encode('one\n'));
    tail.push(encode('two'));
    expect(tail.text()).toBe('one\ntwo');
    tail.push(encode('345'));
    expect(tail.text()).toBe('one\ntwo345');
  });

  it('begins at a line once something was dropped', () => {
    const tail = createStderrTail(plain, 10);
    tail.push(encode('a long first line\nsecond\n'));
    expect(tail.text()).toBe('second\n');
  });

  it('begins at a blank where there is no line, and shows nothing of one endless word', () => {
    const [words, word] = [createStderrTail(plain, 10), createStderrTail(plain, 10)];
    words.push(encode('some words without a line feed'));
    word.push(encode('0123456789abcdef'));
    expect(words.text()).toBe('line feed');
    expect(word.text()).toBe('');
  });

  it('may be asked for between pushes without disturbing them', () => {
    const tail = createStderrTail(plain, 6);
    for (const text of ['ab\n', 'cd\n', 'ef\n', 'gh\n']) {
      tail.push(encode(text));
      expect(tail.text()).toBe(tail.text());
    }
    expect(tail.text()).toBe('gh\n');
  });

  it('is redacted as a whole, where a secret came in pieces too', () => {
    const tail = createStderrTail(createRedactor(['canary-93b1f0']));
    for (const text of ['starting with can', 'ary-93', 'b1f0 as the key\n']) tail.push(encode(text));
    expect(tail.text()).toBe('starting with [redacted] as the key\n');
  });

  it('shows no half of a secret that was cut off', () => {
    for (let limit = 5; limit < 40; limit += 1) {
      const tail = createStderrTail(createRedactor(['canary-93b1f0']), limit);
      tail.push(encode('before canary-93b1f0 after it'));
      expect(tail.text()).not.toMatch(/93b1f0|ary-/);
    }
  });

  it('is the same however the bytes come', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'b', '\n', ' ', 'é', '😀', '\ufffd'),
      maxLength: 120,
    });
    const cut = text
      .map(encode)
      .chain((bytes) =>
        fc.tuple(fc.constant(bytes), fc.array(fc.nat({ max: bytes.length }), { maxLength: 8 })),
      );
    fc.assert(
      fc.property(cut, fc.integer({ min: 1, max: 60 }), ([bytes, cuts], limit) => {
        const tail = createStderrTail(plain, limit);
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        edges.slice(1).forEach((end, index) => tail.push(bytes.slice(edges[index], end)));
        expect(tail.text()).toBe(expectedOf(bytes, limit));
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a stream without end', () => {
  it('costs the same per byte however long it is', () => {
    const chunk = encode('0123456\n'.repeat(512));
    const total = 32 * 1024 * 1024;
    const run = (bytes: number): void => {
      for (let done = 0; done < total; done += bytes) {
        const tail = createStderrTail(plain);
        for (let sent = 0; sent < bytes; sent += chunk.length) tail.push(chunk);
      }
    };
    expect(costRatio(run, 1024 * 1024, total)).toBeLessThan(6);
  });

  it('of single bytes keeps its end and its cost', () => {
    const byte = Uint8Array.of(0x61);
    const total = 1_000_000;
    const run = (bytes: number): void => {
      for (let done = 0; done < total; done += bytes) {
        const tail = createStderrTail(plain);
        for (let sent = 0; sent < bytes; sent += 1) tail.push(byte);
      }
    };
    expect(costRatio(run, 125_000, total)).toBeLessThan(6);
  });
});
