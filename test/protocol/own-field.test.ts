import { ownField } from '../../lib/protocol/own-field.js';

test.each([
  [{ id: 'x' }, 'id', 'x'],
  [{ id: null }, 'id', null],
  [{}, 'id', undefined],
  [{}, 'constructor', undefined],
  [{}, 'toString', undefined],
  [JSON.parse('{"__proto__":"own"}'), '__proto__', 'own'],
  [[7], '0', 7],
  [undefined, 'id', undefined],
  [null, 'id', undefined],
  ['text', 'length', undefined],
])('of %j, %s is %j', (holder, key, value) => {
  expect(ownField(holder, key)).toBe(value);
});
