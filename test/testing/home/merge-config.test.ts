import { mergeConfig } from '../../../lib/testing/home/merge-config.js';

test('tables are merged, everything else is replaced, and undefined removes a key', () => {
  const base = { a: 1, list: [1, 2], table: { x: 1, deep: { y: 1 } }, gone: 1, scalar: 1 };
  const over = {
    a: 2,
    list: [3],
    table: { deep: { z: 2 } },
    gone: undefined,
    scalar: { now: 'table' },
    fresh: 1,
  };
  const before = JSON.stringify([base, over]);
  expect(mergeConfig(base, over)).toEqual({
    a: 2,
    list: [3],
    table: { x: 1, deep: { y: 1, z: 2 } },
    scalar: { now: 'table' },
    fresh: 1,
  });
  expect(Object.keys(mergeConfig(base, over))).not.toContain('gone');
  expect(JSON.stringify([base, over])).toBe(before);
});

test('a key of any name is data', () => {
  const merged = mergeConfig({}, JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}'));
  expect(Object.keys(merged)).toEqual(['__proto__', 'constructor']);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});
