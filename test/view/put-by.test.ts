import { indexBy, putBy } from '../../lib/view/put-by';

const keyOf = ({ id }: { readonly id: string }): string => id;
const [a, b] = [{ id: 'a' }, { id: 'b' }];

test('puts a member where one of its key stands, or at the end, into a new list', () => {
  const list = [a, b] as const;
  const other = { id: 'a', n: 1 };
  expect(putBy(list, other, keyOf)).toEqual([other, b]);
  expect(putBy(list, { id: 'c' }, keyOf)).toEqual([a, b, { id: 'c' }]);
  expect(list).toEqual([a, b]);
});

test('the same member changes nothing, and the last of a key counts', () => {
  const list = [a, b, a];
  expect(putBy(list, a, keyOf)).toBe(list);
  expect([indexBy(list, 'a', keyOf), indexBy(list, 'x', keyOf)]).toEqual([2, -1]);
});
