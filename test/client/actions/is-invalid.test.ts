import { isInvalid } from '../../../lib/client/actions/is-invalid';

test.each([
  [{ invalid: true }, true],
  [{ params: { invalid: true } }, true],
  [{ invalid: 'true' }, false],
  [{ params: { nested: { invalid: true } } }, false],
  [Object.create({ invalid: true }), false],
  ['text', false],
  [undefined, false],
])('%j: %s', (event, invalid) => {
  expect(isInvalid(event)).toBe(invalid);
});
