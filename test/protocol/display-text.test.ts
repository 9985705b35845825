import fc from 'fast-check';
import { displayText } from '../../lib/protocol/display-text';

test.each(['ls -la | grep "a b"', 'cat <<EOF\n\tline\nEOF', 'printf "\\u202e"', 'größer 日本語 emoji 🚀 é'])(
  'leaves what can be seen as it is: %j',
  (text) => {
    expect(displayText(text)).toEqual({ text, changed: false, truncated: false });
  },
);

test.each([
  ['a control that drives a terminal', 'ls \u001b[2K', 'ls \\u{1b}[2K'],
  ['a carriage return', 'rm -rf /\rls', 'rm -rf /\\u{d}ls'],
  ['an override of the direction', 'a\u202eb', 'a\\u{202e}b'],
  ['an isolate', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
  ['zero width', 'r\u200bm', 'r\\u{200b}m'],
  ['a byte order mark', '\ufeffrm', '\\u{feff}rm'],
  ['a separator of lines', 'a\u2028b', 'a\\u{2028}b'],
  ['a tag', 'a\u{e0041}', 'a\\u{e0041}'],
  ['a lone surrogate', 'a\ud83d', 'a\\u{d83d}'],
  ['a soft hyphen', 'a\u00adb', 'a\\u{ad}b'],
  ['a filler', 'a\u3164b\u2800', 'a\\u{3164}b\\u{2800}'],
  ['a selector of variations', 'a\ufe0f', 'a\\u{fe0f}'],
  ['NUL and DEL', '\u0000\u007f', '\\u{0}\\u{7f}'],
])('writes %s out', (_, raw, text) => {
  expect(displayText(raw)).toEqual({ text, changed: true, truncated: false });
});

test('whatever the text is, nothing unseen is left and it is of limited length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 9_000, size: 'max' }), (raw) => {
      const { text, changed, truncated } = displayText(raw);
      expect(text).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
      expect(truncated).toBe(raw.length > 4_000);
      if (!changed && !truncated) expect(text).toBe(raw);
    }),
    { numRuns: 200 },
  );
});

test('a long one keeps both ends and says how much was left out', () => {
  const { text, changed, truncated } = displayText(`begin ${'x'.repeat(9_988)} end!`);
  expect([changed, truncated]).toEqual([false, true]);
  expect(text).toMatch(/^begin x+\n\[… 5999 characters left out …\]\nx+ end!$/);
});

test('ten million characters cost no more than ten thousand', () => {
  const timeOf = (length: number): number => {
    const raw = '\u202e'.repeat(length);
    const started = performance.now();
    for (let i = 0; i < 20; i += 1) displayText(raw);
    return performance.now() - started;
  };
  timeOf(10_000);
  expect(timeOf(10_000_000)).toBeLessThan(20 * timeOf(10_000) + 5);
});
