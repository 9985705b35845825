import fc from 'fast-check';
import { itemKey } from '../../lib/protocol/item-key';

test('two items have one key only when they are one', () => {
  const text = fc.constantFrom('', 'a', '"', ',', '","', '\\', 'a","b');
  const place = fc.record({ threadId: text, turnId: text, itemId: text });
  fc.assert(
    fc.property(place, place, (one, other) => {
      const same =
        one.threadId === other.threadId && one.turnId === other.turnId && one.itemId === other.itemId;
      expect(itemKey(one, one.itemId) === itemKey(other, other.itemId)).toBe(same);
    }),
    { numRuns: 1_000 },
  );
});
