import {
  array,
  boolean,
  closedEnum,
  isObject,
  keyedUnion,
  literal,
  nullable,
  openEnum,
  record,
  string,
  taggedUnion,
  union,
  unknown,
} from '../../lib/protocol/runtime';
import { isBoolean, isLiteral, isString, struct } from '../../lib/protocol/struct';
import { errorsOf } from './support/errors-of';

const parsed = (json: string): unknown => JSON.parse(json);

const nestedArrays = (depth: number): unknown => parsed('['.repeat(depth) + ']'.repeat(depth));

describe('literals, enums and nullable', () => {
  it.each([
    ['literal', literal('a'), ['a'], ['b', 1]],
    ['closedEnum', closedEnum(['a', 'b']), ['a', 'b'], ['c', 0]],
    ['openEnum', openEnum('Status'), ['known', 'from the future', '__proto__'], [0, null, {}]],
    ['nullable', nullable(string), [null, 'a'], [0, undefined]],
  ] as const)('%s takes and refuses what it should, and hands the very value back', (_, codec, good, bad) => {
    for (const value of good) {
      expect(codec.is(value)).toBe(true);
      expect(codec.decode(value)).toEqual({ _tag: 'Right', right: value });
      expect((codec.encode as (value: unknown) => unknown)(value)).toBe(value);
    }
    for (const value of bad) {
      expect(codec.is(value)).toBe(false);
      expect(errorsOf(codec, value)).toEqual([['', value]]);
    }
  });
});

describe('array and record', () => {
  it('name the index and the key of what is wrong', () => {
    expect(errorsOf(array(string), ['a', 1, 'b', null])).toEqual([
      ['1', 1],
      ['3', null],
    ]);
    expect(errorsOf(array(string), { length: 0 })).toEqual([['', { length: 0 }]]);
    expect(errorsOf(record(string), { a: 'x', b: 1 })).toEqual([['b', 1]]);
    expect(errorsOf(record(string), [])).toEqual([['', []]]);
  });

  it('treat names of the prototype as data', () => {
    const good = parsed('{"__proto__":"a","constructor":"b","toString":"c","hasOwnProperty":"d"}');
    expect(record(string).is(good)).toBe(true);
    expect(errorsOf(record(string), parsed('{"__proto__":1,"constructor":2}'))).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('taggedUnion', () => {
  const codec = taggedUnion('type', {
    text: struct('text', (v) => isObject(v) && isLiteral(v.type, 'text') && isString(v.text)),
    image: struct('image', (v) => isObject(v) && isLiteral(v.type, 'image') && isString(v.url)),
  });

  it('checks a known variant, and passes an unknown one as it is', () => {
    expect(codec.is({ type: 'text', text: 'a' })).toBe(true);
    expect(errorsOf(codec, { type: 'text', text: 1 })).toEqual([['text', 1]]);
    const future = { type: 'hologram', text: 1 };
    const decoded = codec.decode(future);
    expect(decoded._tag === 'Right' && decoded.right).toBe(future);
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'takes %p for an unknown tag',
    (type) => {
      expect(codec.is({ type })).toBe(true);
    },
  );

  it('needs a tag that is a string', () => {
    expect(errorsOf(codec, {})).toEqual([['type', undefined]]);
    expect(errorsOf(codec, { type: 1 })).toEqual([['type', 1]]);
    expect(errorsOf(codec, 'text')).toEqual([['', 'text']]);
  });

  it('holds unknown variants to the fields that all variants share', () => {
    const shared = taggedUnion(
      'type',
      { a: struct('a', (v) => isObject(v) && isLiteral(v.type, 'a') && isString(v.id)) },
      struct('shared', (v) => isObject(v) && isString(v.id)),
    );
    expect(shared.is({ type: 'z', id: 'x' })).toBe(true);
    expect(errorsOf(shared, { type: 'z' })).toEqual([['id', undefined]]);
  });
});

describe('keyedUnion', () => {
  const codec = keyedUnion({ granular: struct('rules', (v) => isObject(v) && isBoolean(v.rules)) });

  it('takes any string, a known key with a fitting value, and one unknown key', () => {
    for (const value of ['never', 'future', { granular: { rules: true } }, { future: 1 }, { toString: 1 }]) {
      expect(codec.is(value)).toBe(true);
    }
    expect(codec.is(parsed('{"__proto__":1}'))).toBe(true);
  });

  it('refuses a known key with another value, several unknown keys, none, and anything else', () => {
    expect(errorsOf(codec, { granular: { rules: 1 } })).toEqual([['granular.rules', 1]]);
    for (const value of [{ a: 1, b: 2 }, {}, [], null, 5])
      expect(errorsOf(codec, value)).toEqual([['', value]]);
  });

  it('takes objects with any number of keys where the schema says so', () => {
    const any = keyedUnion({ granular: boolean }, true);
    expect(any.is({})).toBe(true);
    expect(any.is({ a: 1, b: 2 })).toBe(true);
    expect(any.is({ granular: 1 })).toBe(false);
  });
});

describe('union', () => {
  it('takes what one member takes, and else gives the errors of all, numbered', () => {
    const codec = union([string, struct('object', (v) => isObject(v) && isString(v.id))]);
    expect(codec.is('a')).toBe(true);
    expect(codec.is({ id: 'a' })).toBe(true);
    expect(errorsOf(codec, { id: 1 })).toEqual([
      ['0', { id: 1 }],
      ['1.id', 1],
    ]);
  });
});

describe('depth and size', () => {
  it('never walk into a value of any shape, and fail fast on one of the wrong shape', () => {
    const deep = nestedArrays(100_000);
    expect(array(array(string)).decode(deep)._tag).toBe('Left');
    expect(record(unknown).is({ data: deep })).toBe(true);
  });

  it('report a million wrong elements without running out of stack', () => {
    const decoded = array(string).decode(new Array<number>(1_000_000).fill(1));
    expect(decoded._tag === 'Left' && decoded.left.length).toBe(1_000_000);
  });
});
