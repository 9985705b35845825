import fc from 'fast-check';
import { appendText, noText, textOf } from '../../lib/protocol/capped-text';

const half = 512 * 1024;
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
  expect(text.head.length + text.tail.length + text.omitted).toBe(whole.length);
  expect(shown).toContain(`... ${text.omitted} characters omitted ...`);
  expect(shown.length).toBeLessThan(4 * half);
});
