/**
 * What the generated codecs are built from: a handful of io-ts combinators for identity codecs over JSON.
 *
 * The world is open: unknown fields, enum members and union variants pass, so that a newer server does not break an
 * older client. Keys and tags come from the wire, so they are never looked up on an object that has a prototype.
 */
import * as t from 'io-ts';
import { codec, explainWith, has, isObject, nested, string, unknown, wrong } from './codec.js';
import type { Codec, Fields, JsonObject } from './codec.js';

export { boolean, integer, isObject, lazy, nil, number, string, unknown } from './codec.js';
export type { Codec, Fields } from './codec.js';

// Not exported itself: it has no value at run time that could be.
declare enum UnrecognizedValue {
  _ = 'a value this version of codex-rx does not know',
}

/**
 * The open case of a string enum or of a union's tag: a value this version does not know.
 *
 * It stands for "some other string". It is an ambient enum member that is never on the wire, because that keeps
 * narrowing by the known members exact where `string` would swallow them. It exists in types alone.
 */
export type Unrecognized = UnrecognizedValue;

/** The params of a method that takes none; the wire wants the object all the same. */
export type EmptyParams = Record<string, never>;

/** The open case of a union told apart by its one key: an object under a key this version does not know. */
export type UnrecognizedObject = { readonly [K in Unrecognized]?: unknown };

/** One constant string. */
export const literal = <A extends string>(value: A): Codec<A> =>
  codec(JSON.stringify(value), (candidate) => candidate === value);

/** One of a closed set of strings, for the few sets that tell the members of an untagged union apart. */
export const closedEnum = <A extends string>(members: readonly string[]): Codec<A> =>
  codec(members.map((member) => JSON.stringify(member)).join(' | '), (value) =>
    members.includes(value as string),
  );

/** A string out of a known set, or any other string: servers gain members from one release to the next. */
export const openEnum = <A>(name: string): Codec<A> => codec(name, string.is);

/** `null` or a value of the given codec. */
export const nullable = <A>(of: Codec<A>): Codec<A | null> =>
  codec(
    `${of.name} | null`,
    (value) => value === null || of.is(value),
    (value, context, errors) => explainWith(of, value, context, errors),
  );

/** Whether every element of an array fits. */
export const elementsFit = (value: readonly unknown[], of: t.Mixed): boolean => {
  for (let index = 0; index < value.length; index += 1) if (!of.is(value[index])) return false;
  return true;
};

/** A JSON array whose elements all fit the given codec. */
export const array = <A>(of: Codec<A>): Codec<readonly A[]> =>
  codec(
    `${of.name}[]`,
    (value) => Array.isArray(value) && elementsFit(value, of),
    (value, context, errors) => {
      if (!Array.isArray(value)) return wrong(value, context, errors);
      value.forEach((element, index) => nested(of, String(index), element, context, errors));
    },
  );

/** Whether a value is an object of which every own value fits. */
export const valuesFit = (value: unknown, of: t.Mixed): boolean => {
  if (!isObject(value)) return false;
  for (const key in value) if (has(value, key) && !of.is(value[key])) return false;
  return true;
};

/** A JSON object used as a map: every own value fits the given codec, whatever its key. */
export const record = <A>(of: Codec<A>): Codec<Readonly<Record<string, A>>> =>
  codec(
    `Record<string, ${of.name}>`,
    (value) => valuesFit(value, of),
    (value, context, errors) => {
      if (!isObject(value)) return wrong(value, context, errors);
      for (const key of Object.keys(value)) nested(of, key, value[key], context, errors);
    },
  );

/**
 * A union told apart by a string field. A variant under an unknown tag passes as it is; a tag that is no string
 * does not.
 *
 * @param tag - the name of that field
 * @param variants - the codec of each known variant, by tag
 * @param shared - what an unknown variant must fit all the same
 */
export const taggedUnion = <A>(tag: string, variants: Fields, shared: t.Mixed = unknown): Codec<A> => {
  const byTag = new Map<unknown, t.Mixed>(Object.entries(variants));
  return codec<A>(
    Object.keys(variants).join(' | '),
    (value) => {
      if (!isObject(value)) return false;
      const variant = byTag.get(value[tag]);
      if (variant !== undefined) return variant.is(value);
      return typeof value[tag] === 'string' && shared.is(value);
    },
    (value, context, errors) => {
      if (!isObject(value)) return wrong(value, context, errors);
      if (typeof value[tag] !== 'string') {
        return wrong(value[tag], t.appendContext(context, tag, string, value[tag]), errors);
      }
      explainWith(byTag.get(value[tag]) ?? shared, value, context, errors);
    },
  );
};

/**
 * A union of strings and of objects told apart by their one key, as in `'never' | { granular: … }`. Unknown strings
 * pass, and so does an object under one unknown key.
 *
 * @param variants - the codec of what is under each known key
 * @param anyObject - whether an object without a known key passes with any number of keys, not just one
 */
export const keyedUnion = <A>(variants: Fields, anyObject = false): Codec<A> => {
  const byKey = new Map<string, t.Mixed>(Object.entries(variants));
  const fits = (value: JsonObject): boolean => {
    const keys = Object.keys(value);
    let known = 0;
    for (const key of keys) {
      const variant = byKey.get(key);
      if (variant === undefined) continue;
      if (!variant.is(value[key])) return false;
      known += 1;
    }
    return known > 0 || anyObject || keys.length === 1;
  };
  return codec<A>(
    ['string', ...byKey.keys()].join(' | '),
    (value) => typeof value === 'string' || (isObject(value) && fits(value)),
    (value, context, errors) => {
      if (!isObject(value)) return wrong(value, context, errors);
      const known = Object.keys(value).filter((key) => byKey.has(key));
      if (known.length === 0) return wrong(value, context, errors);
      for (const key of known) nested(byKey.get(key) as t.Mixed, key, value[key], context, errors);
    },
  );
};

/** A union of codecs that nothing tells apart: the first that fits counts. The errors are those of every member. */
export const union = <A>(members: readonly t.Mixed[]): Codec<A> =>
  codec<A>(
    members.map((member) => member.name).join(' | '),
    (value) => {
      for (const member of members) if (member.is(value)) return true;
      return false;
    },
    (value, context, errors) => {
      members.forEach((member, index) => nested(member, String(index), value, context, errors));
    },
  );
