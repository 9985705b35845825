import * as t from 'io-ts';
import {
  boolean,
  codec,
  integer,
  isObject,
  lazy,
  nil,
  number,
  string,
  unknown,
  wrong,
} from '../../lib/protocol/codec';
import { array } from '../../lib/protocol/runtime';
import { isArray, struct } from '../../lib/protocol/struct';
import { errorsOf } from './support/errors-of';

describe('plain codecs', () => {
  it.each([
    ['string', string, ['', 'a'], [1, null, undefined, {}]],
    ['number', number, [0, -0.5, 1e300], [Number.NaN, Infinity, '1', null]],
    ['integer', integer, [0, -1, 2 ** 53 + 2, 1e300], [0.5, Infinity, '1', null]],
    ['boolean', boolean, [true, false], [0, 'true', null]],
    ['nil', nil, [null], [undefined, 0, '']],
    ['unknown', unknown, [null, 0, {}, []], []],
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

describe('codec', () => {
  it('explains only what failed its check', () => {
    let explained = 0;
    const even = codec<number>(
      'even',
      (value) => typeof value === 'number' && value % 2 === 0,
      (value, context, errors) => {
        explained += 1;
        wrong(value, context, errors);
      },
    );
    expect(even.decode(2)).toEqual({ _tag: 'Right', right: 2 });
    expect(explained).toBe(0);
    expect(errorsOf(even, 3)).toEqual([['', 3]]);
    expect(explained).toBe(1);
  });
});

describe('a codec in the company of io-ts', () => {
  const company = t.type({ list: t.array(string), either: t.union([integer, t.null]) });

  it('is a type of it, and composes with its combinators', () => {
    expect(string).toBeInstanceOf(t.Type);
    expect(company.decode({ list: ['a'], either: null })._tag).toBe('Right');
    expect(errorsOf(company, { list: ['a', 1], either: 1 })).toEqual([['list.1', 1]]);
    expect(errorsOf(string.pipe(t.string), 1)).toEqual([['', 1]]);
  });

  it('decodes apart from its object', () => {
    const { decode } = string;
    expect([decode('a'), decode(1)._tag]).toEqual([t.success('a'), 'Left']);
  });
});

describe('lazy', () => {
  it('makes its codec on first use and once', () => {
    let made = 0;
    const codec = lazy('Lazy', () => {
      made += 1;
      return string;
    });
    const outer = array(codec);
    expect(made).toBe(0);
    expect(outer.is(['a', 'b'])).toBe(true);
    expect(outer.is([1])).toBe(false);
    expect(codec.decode(1)._tag).toBe('Left');
    expect(made).toBe(1);
  });

  it('allows a codec that refers to itself', () => {
    interface Tree {
      readonly children: readonly Tree[];
    }
    const tree: t.Type<Tree, Tree, unknown> = lazy('Tree', () =>
      struct<Tree>('Tree', (v) => isObject(v) && isArray(v.children, tree)),
    );
    expect(tree.is({ children: [{ children: [] }] })).toBe(true);
    expect(errorsOf(tree, { children: [{ children: [{}] }] })).toEqual([
      ['children.0.children.0.children', undefined],
    ]);
  });
});
