/**
 * What the generated codecs are built from: a handful of io-ts combinators for identity codecs over JSON.
 *
 * Two rules shape them. A good value costs no allocation: `is` is a plain check and `validate` hands the value back
 * untouched; errors, with the path to every wrong field, are only put together once a check has failed. And the
 * world is open: unknown fields, enum members and union variants pass, so that a newer server does not break an
 * older client.
 *
 * Keys and tags come from the wire, so they are never looked up on an object that has a prototype.
 */
import * as t from 'io-ts';

/**
 * The open case of a string enum or of a union's tag: a value this version does not know.
 *
 * It stands for "some other string". It is an ambient enum member that is never on the wire, because that keeps
 * narrowing by the known members exact where `string` would swallow them. It exists in types alone.
 */
declare enum Unrecognized {
  _ = 'a value this version of codex-rx does not know',
}
export type { Unrecognized };

/** The open case of a union told apart by its one key: an object under a key this version does not know. */
export type UnrecognizedObject = { readonly [K in Unrecognized]?: unknown };

/** An identity codec: it checks a JSON value and hands the same value on. */
export type Codec<A> = t.Type<A, A, unknown>;

/** The codecs of an object's fields, by field name. */
export type Fields = Readonly<Record<string, t.Mixed>>;

type Explain = (value: unknown, context: t.Context, errors: t.Errors) => void;
type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const has = (object: object, key: string): boolean => Object.prototype.hasOwnProperty.call(object, key);

/** Adds the errors of one nested value, whose step of the path is `key`. */
const nested = (codec: t.Mixed, key: string, value: unknown, context: t.Context, errors: t.Errors): void => {
  const result = codec.validate(value, t.appendContext(context, key, codec, value));
  if (result._tag === 'Left') errors.push(...result.left);
};

const wrong = (value: unknown, context: t.Context, errors: t.Errors): void => {
  errors.push({ value, context });
};

/** Builds a codec from its check and from the slow path that says what is wrong with a value. */
const codec = <A>(name: string, check: (value: unknown) => boolean, explain: Explain = wrong): Codec<A> =>
  new t.Type<A, A, unknown>(
    name,
    check as t.Is<A>,
    (value, context) => {
      if (check(value)) return t.success(value as A);
      const errors: t.Errors = [];
      explain(value, context, errors);
      return t.failures(errors);
    },
    t.identity,
  );

/** Any JSON value; it is not looked into, however deep it is. */
export const unknown: Codec<unknown> = /*#__PURE__*/ codec('unknown', () => true);

/** A string. */
export const string: Codec<string> = /*#__PURE__*/ codec('string', (value) => typeof value === 'string');

/** A finite number. */
export const number: Codec<number> = /*#__PURE__*/ codec('number', Number.isFinite);

/** A whole number. One beyond 2^53 passes as the nearest double, which is what `JSON.parse` makes of it. */
export const integer: Codec<number> = /*#__PURE__*/ codec('integer', Number.isInteger);

/** A boolean. */
export const boolean: Codec<boolean> = /*#__PURE__*/ codec('boolean', (value) => typeof value === 'boolean');

/** `null`; an absent value passes too where the field is optional. */
export const nil: Codec<null> = /*#__PURE__*/ codec('null', (value) => value === null);

/**
 * A codec made on first use. Generated definitions refer to each other in any order through it, and importing them
 * makes none.
 */
export const lazy = <A>(name: string, make: () => Codec<A>): Codec<A> => {
  let made: Codec<A> | undefined;
  const get = (): Codec<A> => (made ??= make());
  return new t.Type<A, A, unknown>(
    name,
    (value): value is A => get().is(value),
    (value, context) => get().validate(value, context),
    t.identity,
  );
};

/** One constant string. */
export const literal = <A extends string>(value: A): Codec<A> =>
  codec(JSON.stringify(value), (candidate) => candidate === value);

/** One of a closed set of strings, for the few sets that tell the members of an untagged union apart. */
export const closedEnum = <A extends string>(members: readonly string[]): Codec<A> =>
  codec(members.map((member) => JSON.stringify(member)).join(' | '), (value) =>
    members.includes(value as string),
  );

/** A string out of a known set, or any other string: servers gain members from one release to the next. */
export const openEnum = <A>(name: string): Codec<A> => codec(name, (value) => typeof value === 'string');

/** `null` or a value of the given codec. */
export const nullable = <A>(of: Codec<A>): Codec<A | null> =>
  codec(
    `${of.name} | null`,
    (value) => value === null || of.is(value),
    (value, context, errors) => {
      const result = of.validate(value, context);
      if (result._tag === 'Left') errors.push(...result.left);
    },
  );

/** A JSON array whose elements all fit the given codec. */
export const array = <A>(of: Codec<A>): Codec<readonly A[]> =>
  codec(
    `${of.name}[]`,
    (value) => {
      if (!Array.isArray(value)) return false;
      for (let index = 0; index < value.length; index += 1) if (!of.is(value[index])) return false;
      return true;
    },
    (value, context, errors) => {
      if (!Array.isArray(value)) return wrong(value, context, errors);
      value.forEach((element, index) => nested(of, String(index), element, context, errors));
    },
  );

/** A JSON object used as a map: every own value fits the given codec, whatever its key. */
export const record = <A>(of: Codec<A>): Codec<Readonly<Record<string, A>>> =>
  codec(
    `Record<string, ${of.name}>`,
    (value) => {
      if (!isObject(value)) return false;
      for (const key in value) if (has(value, key) && !of.is(value[key])) return false;
      return true;
    },
    (value, context, errors) => {
      if (!isObject(value)) return wrong(value, context, errors);
      for (const key of Object.keys(value)) nested(of, key, value[key], context, errors);
    },
  );

/**
 * A JSON object with known fields; unknown ones stay in place, unchecked unless `rest` is given.
 *
 * @param required - fields that must be there
 * @param optional - fields that may be absent
 * @param rest - what every other field must be
 */
export const struct = <A>(required: Fields, optional: Fields = {}, rest?: t.Mixed): Codec<A> => {
  const requiredKeys = Object.keys(required);
  const optionalKeys = Object.keys(optional);
  // Codecs in arrays, not by key: the loops below are the path of every message.
  const requiredCodecs = requiredKeys.map((key) => required[key] as t.Mixed);
  const optionalCodecs = optionalKeys.map((key) => optional[key] as t.Mixed);
  const isRest = (key: string): boolean => !has(required, key) && !has(optional, key);
  const restFits = (value: JsonObject, of: t.Mixed): boolean => {
    for (const key in value) if (has(value, key) && isRest(key) && !of.is(value[key])) return false;
    return true;
  };
  return codec<A>(
    'object',
    (value) => {
      if (!isObject(value)) return false;
      for (let index = 0; index < requiredKeys.length; index += 1) {
        const field = value[requiredKeys[index] as string];
        if (field === undefined || !(requiredCodecs[index] as t.Mixed).is(field)) return false;
      }
      for (let index = 0; index < optionalKeys.length; index += 1) {
        const field = value[optionalKeys[index] as string];
        if (field !== undefined && !(optionalCodecs[index] as t.Mixed).is(field)) return false;
      }
      return rest === undefined || restFits(value, rest);
    },
    (value, context, errors) => {
      if (!isObject(value)) return wrong(value, context, errors);
      for (const key of requiredKeys) {
        const of = required[key] as t.Mixed;
        if (value[key] === undefined) wrong(undefined, t.appendContext(context, key, of), errors);
        else nested(of, key, value[key], context, errors);
      }
      for (const key of optionalKeys) {
        if (value[key] !== undefined) nested(optional[key] as t.Mixed, key, value[key], context, errors);
      }
      if (rest === undefined) return;
      for (const key of Object.keys(value)) if (isRest(key)) nested(rest, key, value[key], context, errors);
    },
  );
};

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
      const result = (byTag.get(value[tag]) ?? shared).validate(value, context);
      if (result._tag === 'Left') errors.push(...result.left);
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

/** A lookup table without a prototype, so that `toString` or `__proto__` is not found in it. */
export const table = <T extends object>(entries: T): Readonly<T> =>
  Object.assign(Object.create(null) as object, entries);
