import { CodexRequestError } from '../../lib/errors/codex-request-error';
import { isOverloaded } from '../../lib/errors/is-overloaded';

test.each<[boolean, string, unknown]>([
  [true, 'no room', new CodexRequestError('thread/read', { code: -32001, message: 'retry later' })],
  [false, 'another refusal', new CodexRequestError('thread/read', { code: -32600, message: 'no' })],
  [false, 'another error with that code', Object.assign(new Error('no'), { code: -32001 })],
  [false, 'nothing', undefined],
])('%p for %s', (is, _, error) => {
  expect(isOverloaded(error)).toBe(is);
});
