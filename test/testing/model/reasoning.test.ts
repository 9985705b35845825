import { reasoning } from '../../../lib/testing/model/reasoning.js';
import { expectRefused } from '../support/refusals.js';

test('deltas cut the strings and leave exact pieces alone', () => {
  const step = reasoning(['abcd', ['x', 'y']], { deltas: 2, content: 'efgh', delayMs: 3, id: 'r1' });
  expect(step).toEqual({
    type: 'reasoning',
    id: 'r1',
    summary: [
      ['ab', 'cd'],
      ['x', 'y'],
    ],
    content: ['ef', 'gh'],
    delayMs: 3,
  });
});

test('a string is a summary of one part', () => {
  expect(reasoning('why')).toMatchObject({ summary: [['why']], content: [], delayMs: 0 });
  expectRefused(() => reasoning('why', { deltas: -1 }), /reasoning\(\): deltas must be/);
});
