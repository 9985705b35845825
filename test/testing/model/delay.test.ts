import { delay } from '../../../lib/testing/model/delay.js';
import { text } from '../../../lib/testing/model/text.js';
import { expectRefused } from '../support/refusals.js';
import { answerOf } from '../support/scripted-model.js';

test('a delay takes its time', async () => {
  const began = performance.now();
  await answerOf([delay(40), text('a'), delay(40)]);
  // A timer may be a millisecond early.
  expect(performance.now() - began).toBeGreaterThanOrEqual(78);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('%p is refused', (ms) => {
  expectRefused(() => delay(ms), /milliseconds from 0 upwards, not /);
});
