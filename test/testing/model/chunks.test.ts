import fc from 'fast-check';
import { joinChunks, toChunks } from '../../../lib/testing/model/chunks.js';
import { createGate } from '../../../lib/testing/model/gate.js';
import { expectRefused } from '../support/refusals.js';

test('a text is cut into as many pieces as asked, nearly equal, never inside a character, losing nothing', () => {
  const whole = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(whole, fc.integer({ min: 1, max: 60 }), (text, deltas) => {
      const chunks = toChunks('text', text, deltas);
      const lengths = chunks.map((chunk) => Array.from(chunk as string).length);
      expect(joinChunks(chunks)).toBe(text);
      expect(chunks).toHaveLength(Math.min(deltas, Array.from(text).length));
      expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
      for (const chunk of chunks) expect(chunk).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('an empty text has no pieces, and exact pieces stay as they are, gates among them', () => {
  const pieces = ['', 'a', createGate(), 'b'];
  expect(toChunks('text', '', 3)).toEqual([]);
  expect(toChunks('text', '', undefined)).toEqual([]);
  expect(toChunks('text', pieces, undefined)).toBe(pieces);
  expect(joinChunks(pieces)).toBe('ab');
});

test.each<[Parameters<typeof toChunks>, RegExp]>([
  [['text', 'a', 0], /text\(\): deltas must be a whole number above 0, not 0\./],
  [['text', 'a', 1.5], /not 1\.5/],
  [['reasoning', ['a'], 2], /reasoning\(\) takes either a list of exact pieces or the option deltas/],
])('%j is refused', (args, sentence) => {
  expectRefused(() => toChunks(...args), sentence);
});
