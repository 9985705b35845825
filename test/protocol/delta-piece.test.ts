import fc from 'fast-check';
import { deltaPiece, readDeltaPiece } from '../../lib/protocol/delta-piece';

const times = fc.option(fc.oneof(fc.nat(), fc.constant(1795351871964)), { nil: undefined });

/** Texts that look like what stands around them. */
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.constantFrom('"', '\\', '},"emittedAtMs":', '7', '}', '\n', '\0', 'é', '\ud800', '😀'))
    .map((parts) => parts.join('')),
);

describe('a piece of a delta', () => {
  it('says what it was made of', () => {
    fc.assert(
      fc.property(texts, times, (delta, emittedAtMs) => {
        expect(readDeltaPiece(deltaPiece(delta, emittedAtMs))).toEqual({ delta, emittedAtMs });
      }),
      { numRuns: 2_000 },
    );
  });

  it('never has the character in it that separates texts', () => {
    fc.assert(fc.property(texts, times, (delta, time) => !deltaPiece(delta, time).includes('\0')));
  });

  it('is what stands behind the quote in a text, also with fields behind the delta', () => {
    fc.assert(
      fc.property(texts, fc.nat(), (delta, emittedAtMs) => {
        const message = { method: 'm', params: { itemId: 'i', delta, summaryIndex: 0 }, emittedAtMs };
        const text = JSON.stringify(message);
        const start = text.indexOf('"delta":"') + '"delta":"'.length;
        expect(readDeltaPiece(text.slice(start, -1))).toEqual({ delta, emittedAtMs });
      }),
      { numRuns: 1_000 },
    );
  });
});
