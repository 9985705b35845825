import {
  array,
  boolean,
  closedEnum,
  integer,
  keyedUnion,
  lazy,
  literal,
  nullable,
  openEnum,
  record,
  string,
  struct,
  taggedUnion,
  union,
  unknown,
} from '../../lib/protocol/runtime';
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

describe('struct', () => {
  const codec = struct({ id: string, count: integer }, { note: nullable(string) });

  it('keeps unknown fields and the identity of the value', () => {
    const value = { id: 'a', count: 1, future: { deep: true } };
    const decoded = codec.decode(value);
    expect(decoded._tag === 'Right' && decoded.right).toBe(value);
  });

  it('takes an optional field that is absent, undefined or null', () => {
    expect(codec.is({ id: 'a', count: 1 })).toBe(true);
    expect(codec.is({ id: 'a', count: 1, note: undefined })).toBe(true);
    expect(codec.is({ id: 'a', count: 1, note: null })).toBe(true);
  });

  it('names every wrong and every missing field, and nothing else', () => {
    expect(errorsOf(codec, { count: 'x', note: 5, future: 1 })).toEqual([
      ['id', undefined],
      ['count', 'x'],
      ['note', 5],
    ]);
  });

  it('says in the context which codec each step of the path was checked with', () => {
    const outer = lazy('Outer', () => struct({ list: array(lazy('Inner', () => struct({ id: string }))) }));
    const value = { list: [{ id: 'a' }, { id: 7 }] };
    const decoded = outer.decode(value);
    const [error] = decoded._tag === 'Left' ? decoded.left : [];
    expect(error?.context.map(({ key, type, actual }) => [key, type.name, actual])).toEqual([
      ['', 'Outer', value],
      ['list', 'Inner[]', value.list],
      ['1', 'Inner', value.list[1]],
      ['id', 'string', 7],
    ]);
  });

  it.each([null, [], 'text', 5, undefined])('refuses %p as a whole', (value) => {
    expect(errorsOf(codec, value)).toEqual([['', value]]);
  });

  it('needs a required field even where any value would do', () => {
    const any = struct({ data: unknown });
    expect(any.is({ data: null })).toBe(true);
    expect(errorsOf(any, {})).toEqual([['data', undefined]]);
  });

  it('checks all further fields where it is told to, prototype names among them', () => {
    const map = struct({}, { known: string }, integer);
    expect(map.is(parsed('{"known":"a","x":1,"__proto__":2,"toString":3}'))).toBe(true);
    expect(errorsOf(map, parsed('{"known":"a","__proto__":"x","toString":"y"}'))).toEqual([
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]);
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
    text: struct({ type: literal('text'), text: string }),
    image: struct({ type: literal('image'), url: string }),
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
      { a: struct({ type: literal('a'), id: string }) },
      struct({ id: string }),
    );
    expect(shared.is({ type: 'z', id: 'x' })).toBe(true);
    expect(errorsOf(shared, { type: 'z' })).toEqual([['id', undefined]]);
  });
});

describe('keyedUnion', () => {
  const codec = keyedUnion({ granular: struct({ rules: boolean }) });

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
    const codec = union([string, struct({ id: string })]);
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
    expect(struct({ data: unknown }).is({ data: deep })).toBe(true);
    expect(struct({ data: string }).decode({ data: deep })._tag).toBe('Left');
    expect(array(array(string)).decode(deep)._tag).toBe('Left');
    expect(errorsOf(struct({ id: string }, { data: unknown }), { data: deep })).toEqual([['id', undefined]]);
  });

  it('report a million wrong elements without running out of stack', () => {
    const decoded = struct({ list: array(string) }).decode({ list: new Array<number>(1_000_000).fill(1) });
    expect(decoded._tag === 'Left' && decoded.left.length).toBe(1_000_000);
  });
});
