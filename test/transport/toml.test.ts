import fc from 'fast-check';
import { runInNewContext } from 'node:vm';
import { tomlDocument, tomlKey, tomlValue } from '../../lib/transport/toml.js';
import { parseTomlValue } from '../testing/support/parse-toml-value.js';

describe('tomlValue', () => {
  test.each<[unknown, string]>([
    ['plain', '"plain"'],
    ['', '""'],
    [`say "hi"\\`, '"say \\"hi\\"\\\\"'],
    ['a\nb\tc\u0000\u007f', '"a\\nb\\tc\\u0000\\u007f"'],
    ['\u2028 ü 😀 ${x} $(y)', '"\u2028 ü 😀 ${x} $(y)"'],
    [true, 'true'],
    [0, '0'],
    [-0, '0'],
    [-17, '-17'],
    [1.5, '1.5'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
    [2 ** 53, '9007199254740992.0'],
    [2n ** 63n - 1n, '9223372036854775807'],
    [[], '[]'],
    [[1, 'a', [true]], '[1, "a", [true]]'],
    [{}, '{}'],
    [{ a: 1, 'b.c': { 'd "e"': [] } }, '{ a = 1, "b.c" = { "d \\"e\\"" = [] } }'],
    [Object.create(null), '{}'],
    [JSON.parse('{"__proto__": 1}'), '{ __proto__ = 1 }'],
  ])('writes %p', (value, expected) => {
    expect(tomlValue(value)).toBe(expected);
  });

  test('takes plain objects and arrays of another realm', () => {
    expect(tomlValue(runInNewContext('({ a: [1] })'))).toBe('{ a = [1] }');
  });

  const cycle: Record<string, unknown> = {};
  cycle['again'] = { list: [cycle] };

  test.each<[unknown, RegExp]>([
    [undefined, /^TOML: undefined cannot be written as TOML\.$/],
    [{ a: { 'b c': undefined } }, /undefined at a\."b c" cannot/],
    [[1, undefined], /undefined at 1 cannot/],
    // eslint-disable-next-line no-sparse-arrays
    [[1, , 2], /undefined at 1 cannot/],
    [null, /null cannot be written as TOML; leave the key out/],
    [() => 1, /a function cannot/],
    [Symbol('s'), /a symbol cannot/],
    [Number.NaN, /NaN is not a finite number/],
    [[Number.POSITIVE_INFINITY], /Infinity at 0 is not a finite number/],
    [2n ** 63n, /9223372036854775808n does not fit into 64 bits/],
    [{ when: new Date(0) }, /an instance of Date at when is neither a plain object nor an array/],
    [new Map(), /an instance of Map is neither/],
    [cycle, /a cycle at again\.list\.0 cannot/],
    [{ a: '\ud800' }, /a string with a lone surrogate at a is not valid Unicode/],
    [{ '\udc00': 1 }, /lone surrogate at "\\udc00" is not valid Unicode/],
  ])('refuses %p', (value, message) => {
    expect(() => tomlValue(value)).toThrow(TypeError);
    expect(() => tomlValue(value)).toThrow(message);
  });

  test('the same object twice is no cycle', () => {
    const shared = { a: 1 };
    expect(tomlValue([shared, shared])).toBe('[{ a = 1 }, { a = 1 }]');
  });

  const leaf = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        '"',
        "'",
        '\\',
        '\n',
        '\r',
        '\u0000',
        '\u2028',
        '=',
        ']',
        '}',
        '#',
        'u',
        '0',
        '😀',
      ),
    }),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small' },
      leaf,
      fc.array(tie('value')),
      fc.dictionary(fc.string({ unit: 'binary' }), tie('value')),
    ),
  })).value;

  test('whatever it writes reads back as it was, on one line', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const written = tomlValue(value);
        expect(written).not.toMatch(/[\n\r]/);
        expect(parseTomlValue(written)).toEqual(withoutNegativeZero(value));
      }),
      { numRuns: 500 },
    );
  });
});

describe('tomlKey', () => {
  test.each([
    ['bare_Key-1', 'bare_Key-1'],
    ['', '""'],
    ['a.b', '"a.b"'],
    ['ü', '"ü"'],
    ['a = 1\n[x]', '"a = 1\\n[x]"'],
  ])('writes %p', (key, expected) => {
    expect(tomlKey(key)).toBe(expected);
  });
});

describe('tomlDocument', () => {
  test('writes a line for each key', () => {
    expect(tomlDocument({ model: 'm', 'odd key': [1], features: { plugins: false } })).toBe(
      'model = "m"\n"odd key" = [1]\nfeatures = { plugins = false }\n',
    );
  });

  test('refuses what is no table, and a cycle through the document itself', () => {
    expect(() => tomlDocument([] as never)).toThrow(/the document must be a plain object/);
    const table: Record<string, unknown> = {};
    table['self'] = table;
    expect(() => tomlDocument(table)).toThrow(/a cycle at self/);
  });
});

/** TOML integers know no negative zero. */
const withoutNegativeZero = (value: unknown): unknown => {
  if (Object.is(value, -0)) return 0;
  if (Array.isArray(value)) return value.map(withoutNegativeZero);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutNegativeZero(inner)]));
};
