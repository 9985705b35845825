import { fail } from '../../../lib/testing/model/fail.js';
import { expectRefused } from '../support/refusals.js';

test('a failure is kept as it was given', () => {
  expect(fail({ incomplete: 'max_output_tokens' })).toEqual({
    type: 'fail',
    failure: { incomplete: 'max_output_tokens' },
  });
});

test.each<[object, RegExp]>([
  [{}, /exactly one of status, drop, endEarly, event, incomplete, and got none/],
  [{ drop: true, endEarly: true }, /got drop and endEarly/],
  [{ status: 200 }, /from 400 to 599, not 200/],
  [{ status: Number.NaN }, /from 400 to 599, not NaN/],
])('%j is refused', (failure, sentence) => {
  expectRefused(() => fail(failure as never), sentence);
});
