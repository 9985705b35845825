import { text } from '../../../lib/testing/model/text.js';
import { textOf, typesOf } from '../support/model-call.js';
import { expectRefused } from '../support/refusals.js';
import { answerOf } from '../support/scripted-model.js';

test('a text has its defaults, and its pieces where they are asked for', () => {
  const plain = { id: undefined, delayMs: 0, phase: undefined, unfinished: false };
  expect(text('abc')).toEqual({ type: 'text', chunks: ['abc'], ...plain });
  expect(text('abc', { deltas: 2, id: 'm1', phase: 'commentary' })).toMatchObject({
    chunks: ['a', 'bc'],
    id: 'm1',
    phase: 'commentary',
  });
  expectRefused(() => text(['a'], { deltas: 2 }), /either a list of exact pieces or the option deltas/);
});

test('pieces come apart in time', async () => {
  const began = performance.now();
  expect(textOf(await answerOf(text(['a', 'b', 'c'], { delayMs: 40 })))).toBe('abc');
  // Two timers, each of which may be a millisecond early.
  expect(performance.now() - began).toBeGreaterThanOrEqual(78);
});

test('an unfinished text has no end', async () => {
  const types = typesOf(await answerOf(text('half', { unfinished: true })));
  expect(types.slice(1)).toEqual([
    'response.output_item.added',
    'response.output_text.delta',
    'response.completed',
  ]);
});
