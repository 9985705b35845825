import { shared } from '../../lib/view/shared';

const part = {};

test.each<[string, object, object]>([
  ['with the same fields', { a: 1, part }, { a: 1, part }],
  ['in another order', { a: 1, part }, { part, a: 1 }],
  ['with numbers that are none', { a: NaN }, { a: NaN }],
  ['that is a list', [1, part], [1, part]],
  ['without any field', {}, {}],
])('an object %s stays the object that it was', (_, before, after) => {
  expect(shared(before, after)).toBe(before);
});

test.each<[string, object | undefined, object]>([
  ['that was not there', undefined, {}],
  ['with another value', { a: 1 }, { a: 2 }],
  ['with an equal part that is another object', { part }, { part: {} }],
  ['with one more field', { a: 1 }, { a: 1, b: undefined }],
  ['with one less', { a: 1, b: undefined }, { a: 1 }],
  ['with a field of another name', { a: undefined }, { b: undefined }],
  ['with a field that every object has', { a: undefined }, { toString: undefined }],
  ['that is a longer list', [1], [1, 2]],
])('an object %s is the new one', (_, before, after) => {
  expect(shared(before, after)).toBe(after);
});
