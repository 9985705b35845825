import fc from 'fast-check';
import { sameJson } from '../../lib/rpc/same-json';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, reversed(field)]),
  );
};

describe('sameJson', () => {
  it('holds for copies, whatever the order of their keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => sameJson(value, reversed(JSON.parse(JSON.stringify(value))))),
    );
  });

  it('agrees with comparing the texts, keys sorted', () => {
    const small = fc.jsonValue({ maxDepth: 2 });
    const sorted = (value: unknown): string =>
      JSON.stringify(value, (_, field: unknown) =>
        typeof field === 'object' && field !== null && !Array.isArray(field)
          ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
          : field,
      );
    fc.assert(fc.property(small, small, (a, b) => sameJson(a, b) === (sorted(a) === sorted(b))));
  });

  it.each([
    [null, undefined],
    [null, {}],
    [[], {}],
    [['a'], { 0: 'a' }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: undefined }, { b: undefined }],
    [1, '1'],
    [0, false],
    ['', null],
    [{ toString: 1 }, { valueOf: 1 }],
    [JSON.parse('{"__proto__":1}'), {}],
    [JSON.parse('{"constructor":1}'), JSON.parse('{"toString":1}')],
  ])('tells %j and %j apart', (a: unknown, b: unknown) => {
    expect([sameJson(a, b), sameJson(b, a)]).toEqual([false, false]);
  });
});
