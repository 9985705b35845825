import { copiedForNothing, deepFrozen } from './sharing';

const item = (id: string, text: string) => ({ id, said: { text } });

test('what is equal and another object was copied for nothing, wherever it is', () => {
  const before = { items: [item('a', '1'), item('b', '2')], facts: { n: 1 } };
  const [a, b] = before.items;
  expect(copiedForNothing(before, before, {})).toEqual([]);
  expect(copiedForNothing(before, { ...before }, {})).toEqual(['']);
  expect(copiedForNothing(before, { ...before, facts: { n: 1 } }, {})).toEqual(['/facts']);
  expect(copiedForNothing(before, { ...before, items: [a, b] }, {})).toEqual(['/items']);
  expect(copiedForNothing(before, { ...before, items: [b, item('a', '3')] }, {})).toEqual([]);
  expect(copiedForNothing(before, { ...before, items: [{ ...a }, item('b', '3')] }, {})).toEqual([
    '/items/a',
  ]);
});

test('what came with the event may say again what is known', () => {
  const before = { facts: { n: 1 } };
  const event = { params: { facts: { n: 1 } } };
  expect(copiedForNothing(before, { facts: event.params.facts }, event)).toEqual([]);
});

test('what is frozen throws when it is changed, however deep', () => {
  const frozen = deepFrozen({ list: [{ n: 1 }], map: new Map([['a', { n: 1 }]]) });
  for (const change of [
    () => (frozen.list[0]!.n = 2),
    () => frozen.list.push({ n: 2 }),
    () => frozen.map.set('b', { n: 2 }),
    () => frozen.map.delete('a'),
    () => frozen.map.clear(),
    () => (frozen.map.get('a')!.n = 2),
  ])
    expect(change).toThrow();
  expect(frozen).toEqual({ list: [{ n: 1 }], map: new Map([['a', { n: 1 }]]) });
});
