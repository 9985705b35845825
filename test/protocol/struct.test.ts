import * as t from 'io-ts';
import { boolean, isObject, lazy, nullable, openEnum, string, unknown } from '../../lib/protocol/runtime';
import {
  fits,
  fitsOrNone,
  isArray,
  isArrayOrAbsent,
  isArrayOrNone,
  isBoolean,
  isBooleanOrAbsent,
  isBooleanOrNone,
  isInteger,
  isIntegerOrAbsent,
  isIntegerOrNone,
  isLiteral,
  isNull,
  isNumber,
  isNumberOrAbsent,
  isRecord,
  isRecordOrNone,
  isString,
  isStringOrAbsent,
  isStringOrNone,
  struct,
  structWithRest,
} from '../../lib/protocol/struct';
import { errorsOf } from './support/errors-of';

const parsed = (json: string): unknown => JSON.parse(json);

/** The names of the codecs on the way to each wrong field, and its key. */
const stepsOf = (codec: t.Mixed, value: unknown): readonly string[] => {
  const decoded = codec.decode(value);
  return decoded._tag === 'Right'
    ? []
    : decoded.left.map(({ context }) => context.map(({ key, type }) => `${key}: ${type.name}`).join(' > '));
};

describe('checks', () => {
  const name = openEnum('Name');

  it.each<[string, (value: unknown) => boolean, readonly unknown[], readonly unknown[]]>([
    ['isString', isString, ['', 'a'], [1, null, undefined]],
    ['isNumber', isNumber, [0, -0.5, 1e300], [Number.NaN, Infinity, '1']],
    ['isInteger', isInteger, [0, 2 ** 53 + 2], [0.5, Infinity, '1']],
    ['isBoolean', isBoolean, [true, false], [0, 'true', null]],
    ['isNull', isNull, [null], [undefined, 0, '']],
    ['isLiteral', (value) => isLiteral(value, 'a'), ['a'], ['b', null]],
    ['isArray', (value) => isArray(value, string), [[], ['a']], [[1], {}, 'a', { length: 0 }]],
    ['isRecord', (value) => isRecord(value, string), [{}, { a: 'b' }], [{ a: 1 }, [], null]],
    ['fits', (value) => fits(value, unknown), [null, 0, {}], [undefined]],
    ['isStringOrNone', isStringOrNone, [undefined, null, 'a'], [1, {}]],
    ['isIntegerOrNone', isIntegerOrNone, [undefined, null, 1], [0.5, '']],
    ['isBooleanOrNone', isBooleanOrNone, [undefined, null, false], [0, '']],
    ['isArrayOrNone', (value) => isArrayOrNone(value, string), [undefined, null, ['a']], [[1], '']],
    ['isRecordOrNone', (value) => isRecordOrNone(value, string), [undefined, null, { a: 'b' }], [[], '']],
    ['fitsOrNone', (value) => fitsOrNone(value, string), [undefined, null, 'a'], [1, {}]],
    ['isStringOrAbsent', isStringOrAbsent, [undefined, 'a'], [null, 1]],
    ['isNumberOrAbsent', isNumberOrAbsent, [undefined, 0.5], [null, Number.NaN]],
    ['isIntegerOrAbsent', isIntegerOrAbsent, [undefined, 1], [null, 0.5]],
    ['isBooleanOrAbsent', isBooleanOrAbsent, [undefined, true], [null, 0]],
    ['isArrayOrAbsent', (value) => isArrayOrAbsent(value, string), [undefined, ['a']], [null, [1]]],
  ])('%s takes and refuses what it should', (_, check, good, bad) => {
    expect(good.map(check)).toEqual(good.map(() => true));
    expect(bad.map(check)).toEqual(bad.map(() => false));
  });

  it('take no function of somebody else for a probe', () => {
    const other = Object.assign(() => {}, { note: () => {}, [Symbol('note')]: () => {} });
    expect([isString(other), fits(other, name), isArray(other, name), isLiteral(other, 'a')]).toEqual([
      false,
      false,
      false,
      false,
    ]);
    expect(
      errorsOf(
        struct('X', (v) => isObject(v) && isString(v.a)),
        { a: other },
      ),
    ).toEqual([['a', other]]);
  });

  it('stand for the codecs that errors name', () => {
    const all = struct(
      'All',
      (v) =>
        isObject(v) &&
        isLiteral(v.type, 'all') &&
        isString(v.text) &&
        isString(v.name, name) &&
        isNumber(v.number) &&
        isInteger(v.integer) &&
        isBoolean(v.boolean) &&
        (v.nullable === null || isNumber(v.nullable)) &&
        isArray(v.list, name) &&
        isRecord(v.map, boolean) &&
        fits(v.maybe, nullable(name)) &&
        v.some !== undefined &&
        (v.nothing === undefined || isNull(v.nothing)) &&
        isStringOrNone(v.textOrNone) &&
        fitsOrNone(v.nameOrNone, name),
    );
    const keys = ['type', 'text', 'name', 'number', 'integer', 'boolean', 'nullable', 'list', 'map', 'maybe'];
    const more = ['nothing', 'textOrNone', 'nameOrNone'];
    const wrong = Object.fromEntries([...keys, ...more, 'some'].map((key) => [key, [1]]));
    expect(stepsOf(all, wrong)).toEqual([
      ': All > type: "all"',
      ': All > text: string',
      ': All > name: Name',
      ': All > number: number',
      ': All > integer: integer',
      ': All > boolean: boolean',
      ': All > nullable: number | null',
      ': All > list: Name[] > 0: Name',
      ': All > map: Record<string, boolean>',
      ': All > maybe: Name | null',
      ': All > nothing: null',
      ': All > textOrNone: string | null',
      ': All > nameOrNone: Name | null',
    ]);
    expect(errorsOf(all, {}).map(([key]) => key)).toEqual([...keys, 'some']);
  });
});

describe('struct', () => {
  const codec = struct(
    'object',
    (v) => isObject(v) && isString(v.id) && isInteger(v.count) && isStringOrNone(v.note),
  );

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
    const inner = lazy('Inner', () => struct('Inner', (v) => isObject(v) && isString(v.id)));
    const outer = struct('Outer', (v) => isObject(v) && isArray(v.list, inner));
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
    const any = struct('object', (v) => isObject(v) && v.data !== undefined);
    expect(any.is({ data: null })).toBe(true);
    expect(errorsOf(any, {})).toEqual([['data', undefined]]);
  });

  it('asks its check what it looks for on the first failure, and never again', () => {
    let asked = 0;
    const counted = struct('object', (v) => {
      asked += 1;
      return isObject(v) && isString(v.id);
    });
    const count = (value: unknown): number => {
      asked = 0;
      counted.decode(value);
      return asked;
    };
    expect(count({ id: 'a' })).toBe(1);
    const [first, second] = [count({}), count({})];
    expect(first).toBeGreaterThan(second);
    expect(second).toBe(2);
  });

  it('does not walk into a value of any shape, and fails fast on one of the wrong shape', () => {
    const deep = parsed('['.repeat(100_000) + ']'.repeat(100_000));
    const any = struct('object', (v) => isObject(v) && v.data !== undefined && isStringOrNone(v.id));
    expect(any.is({ data: deep })).toBe(true);
    expect(errorsOf(any, { data: deep, id: 1 })).toEqual([['id', 1]]);
    expect(errorsOf(any, { data: 1, id: deep })).toEqual([['id', deep]]);
  });

  it('composes with the combinators of io-ts', () => {
    const both = t.intersection([codec, t.partial({ list: t.array(codec) })]);
    expect(both.is({ id: 'a', count: 1, list: [{ id: 'b', count: 2 }] })).toBe(true);
    expect(errorsOf(both, { id: 'a', count: 1, list: [{ id: 'b' }] })).toEqual([
      ['1.list.0.count', undefined],
    ]);
  });
});

describe('structWithRest', () => {
  const map = structWithRest(
    'object',
    (v) => isObject(v) && isStringOrNone(v.known),
    () => boolean,
  );

  it('checks all further fields, prototype names among them', () => {
    expect(map.is(parsed('{"known":"a","x":true,"__proto__":false,"toString":true}'))).toBe(true);
    expect(map.is({})).toBe(true);
    expect(errorsOf(map, parsed('{"known":1,"__proto__":"x","toString":"y"}'))).toEqual([
      ['known', 1],
      ['__proto__', 'x'],
      ['toString', 'y'],
    ]);
  });

  it('leaves alone what an object inherits', () => {
    expect(map.is(Object.create({ inherited: 1 }) as unknown)).toBe(true);
  });

  it('refuses what is no object as a whole', () => {
    expect(errorsOf(map, [])).toEqual([['', []]]);
  });
});
