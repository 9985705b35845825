import { completeText, growText, joinTexts, noTexts, startText } from '../../lib/operators/item-texts';

test('parts and items are separated by blank lines, and empty ones by nothing', () => {
  const texts = completeText(completeText(noTexts(), 'a', ['1', '', '2']), 'b', ['']);
  expect(joinTexts(completeText(texts, 'c', ['3']))).toBe('1\n\n2\n\n3');
});

test('a delta may be of any part; what was missed is empty', () => {
  const texts = growText(growText(noTexts(), 'a', 2, 'c'), 'a', 0, 'a');
  expect(texts).toEqual([{ id: 'a', parts: ['a', '', 'c'], state: 'open' }]);
});

test('an item that is given up comes back when it goes on', () => {
  const given = startText(growText(noTexts(), 'a', 0, 'first'), 'b', ['second']);
  expect(joinTexts(given)).toBe('second');
  expect(joinTexts(growText(given, 'a', 0, '!'))).toBe('first!\n\nsecond');
});

test('what changes nothing is the same state', () => {
  const completed = completeText(noTexts(), 'a', ['done']);
  expect(growText(completed, 'a', 0, 'more')).toBe(completed);
  expect(startText(completed, 'a', ['longer than before'])).toBe(completed);
  expect(growText(completed, 'b', -1, 'x')).toBe(completed);
});
