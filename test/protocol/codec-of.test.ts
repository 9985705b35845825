import * as t from 'io-ts';
import { codecOf, isCodec } from '../../lib/protocol/codec-of';

test('a codec is itself, fields are an object that has them all', () => {
  const codec = t.partial({ a: t.string });
  expect(codecOf(codec)).toBe(codec);
  const object = codecOf({ a: t.string });
  expect([object.is({ a: 'x' }), object.is({}), object.is(null)]).toEqual([true, false, false]);
});

test('a codec is told by what it does, not by its class', () => {
  expect([
    isCodec(t.string),
    isCodec({ decode: () => undefined }),
    isCodec({ decode: 'x' }),
    isCodec({}),
  ]).toEqual([true, true, false, false]);
});
