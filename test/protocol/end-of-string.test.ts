import fc from 'fast-check';
import { endOfString } from '../../lib/protocol/end-of-string';

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom('"', '\\', '\\"', '{', 'a', '\n')).map((parts) => parts.join('')),
);

it('finds the quote that ends a string, whatever is in it and behind it', () => {
  fc.assert(
    fc.property(texts, texts, (value, behind) => {
      const written = JSON.stringify(value);
      expect(endOfString(written + behind, 1)).toBe(written.length - 1);
    }),
    { numRuns: 2_000 },
  );
});

it.each(['', 'abc', 'a\\"', '\\\\\\"'])('finds none in %j, which does not end', (text) => {
  expect(endOfString(text, 0)).toBe(-1);
});
