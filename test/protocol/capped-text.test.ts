import fc from 'fast-check';
import { appendText, noText, textOf } from '../../lib/protocol/capped-text';
import { costRatio } from '../support/cost-ratio';

const half = 512 * 1024;
const block = 256 * 1024;
const appended = (...pieces: readonly string[]) => pieces.reduce(appendText, noText);

test('keeps everything up to 1 Mi characters, however it comes', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 50 }), { maxLength: 30 }), (pieces) => {
      expect(textOf(appended(...pieces))).toBe(pieces.join(''));
    }),
  );
  const [a, b] = ['a'.repeat(half + 10), 'b'.repeat(half - 10)];
  expect(textOf(appended(a, b))).toBe(a + b);
});

test('past that keeps the beginning and the end, and counts what is gone', () => {
  const all = Array.from({ length: 700 }, (_, index) => String(index).padEnd(8_192, '.'));
  const text = appended(...all);
  const [whole, shown] = [all.join(''), textOf(text)];
  expect(shown.startsWith(whole.slice(0, half))).toBe(true);
  expect(shown.endsWith(whole.slice(-half))).toBe(true);
  expect(text.head.length).toBe(half);
  expect(text.head.length + text.tail.length + text.omitted).toBe(whole.length);
  expect(shown).toContain(`... ${text.omitted} characters omitted ...`);
  expect(shown.length).toBeLessThan(2.6 * half);
});

test('what is kept does not depend on the pieces in which it came', () => {
  const whole = Array.from({ length: 250_000 }, (_, index) => String(index)).join(' ');
  const inPieces = (length: number, until: number): readonly string[] =>
    Array.from({ length: Math.ceil(until / length) }, (_, at) =>
      whole.slice(at * length, Math.min(until, (at + 1) * length)),
    );
  for (const until of [half - 1, half, 2 * half, 2 * half + 1, 2 * half + block, whole.length]) {
    const atOnce = appended(whole.slice(0, until));
    for (const length of [997, block, half + 1]) expect(appended(...inPieces(length, until))).toEqual(atOnce);
    expect([atOnce.omitted > 0, textOf(atOnce).length <= until + 50]).toEqual([
      until >= 2 * half + block,
      true,
    ]);
  }
});

test('a piece costs little however long the text is already', () => {
  const piece = '0123456789'.repeat(10);
  const grow = (length: number): void => {
    let text = appendText(noText, 'x'.repeat(length));
    for (let count = 0; count < 10_000; count += 1) text = appendText(text, piece);
  };
  // Some are cut against none; cutting at each piece would cost hundreds of times as much.
  expect(costRatio(grow, 1, 4 * half)).toBeLessThan(40);
});
