import * as t from 'io-ts';
import { describeErrors, renderErrors } from '../../lib/protocol/describe-errors.js';
import { isObject, string } from '../../lib/protocol/runtime.js';
import { isArray, isInteger, isRecord, isString, struct } from '../../lib/protocol/struct.js';

const counted = struct('object', (v) => isObject(v) && isInteger(v.count));
const codec = struct<unknown>(
  'object',
  (v) => isObject(v) && isString(v.name) && isArray(v.list, counted) && isRecord(v.map, string),
);

const describeAll = (value: unknown): string[] => describeErrors(codec, value, Number.POSITIVE_INFINITY);
const good = { name: 'x', list: [{ count: 1 }], map: {} };

describe('describeErrors', () => {
  it.each<[unknown, string[]]>([
    [good, []],
    [{ ...good, name: 7 }, ['name is a number, expected string']],
    [{ ...good, name: undefined }, ['name is missing, expected string']],
    [{ ...good, name: null }, ['name is null, expected string']],
    [{ ...good, name: [] }, ['name is an array, expected string']],
    [{ ...good, name: {} }, ['name is an object, expected string']],
    [{ ...good, list: [{ count: 1 }, { count: true }] }, ['list.1.count is a boolean, expected integer']],
    [{ ...good, map: { 'a.b': 1 } }, ['map.a.b is a number, expected string']],
    [
      { ...good, name: 1, map: 2 },
      ['name is a number, expected string', 'map is a number, expected Record<string, string>'],
    ],
    ['text', ['the value is a string, expected object']],
    [undefined, ['the value is missing, expected object']],
  ])('says of %j what is wrong where', (value, expected) => {
    expect(describeAll(value)).toEqual(expected);
  });

  it('quotes no value', () => {
    const secret = 'canary-93b1f0';
    const value = { name: [secret], list: secret, map: { key: [secret] } };
    expect(describeAll(value)).toHaveLength(3);
    expect(describeAll(value).join()).not.toContain(secret);
  });

  it('says no more than it is asked for', () => {
    const value = { ...good, list: Array.from({ length: 10 }, () => ({ count: 'x' })) };
    expect(describeErrors(codec, value, 3)).toEqual(
      [0, 1, 2].map((index) => `list.${index}.count is a string, expected integer`),
    );
    expect(describeErrors(codec, value, 0)).toEqual([]);
  });

  it('keeps a path short, whatever keys came', () => {
    const [sentence] = describeAll({ ...good, map: { ['x'.repeat(1_000_000)]: 1 } });
    expect(sentence!.length).toBeLessThan(300);
    expect(sentence).toMatch(/^…x+ is a number, expected string$/);
  });

  it('takes keys that objects inherit', () => {
    const map: unknown = JSON.parse('{"__proto__":1,"constructor":2}');
    expect(describeAll({ ...good, map })).toEqual([
      'map.__proto__ is a number, expected string',
      'map.constructor is a number, expected string',
    ]);
  });
});

describe('renderErrors', () => {
  it('renders the errors of any io-ts codec', () => {
    const decoded = t.type({ a: t.string }).decode({ a: 1 });
    expect(decoded._tag === 'Left' && renderErrors(decoded.left)).toEqual(['a is a number, expected string']);
  });

  it('copes with an error without a context', () => {
    expect(renderErrors([{ value: 1, context: [] }])).toEqual([
      'the value is a number, expected something else',
    ]);
  });
});
