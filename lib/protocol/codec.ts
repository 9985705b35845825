/**
 * The ground under the combinators of the generated code: how a codec is built, and the codecs of plain values.
 *
 * A good value costs no allocation: `is` is a plain check and `validate` hands the value back untouched. Errors,
 * with the path to every wrong field, are only put together once a check has failed.
 */
import * as t from 'io-ts';

/** An identity codec: it checks a JSON value and hands the same value on. */
export type Codec<A> = t.Type<A, A, unknown>;

/** The codecs of an object's fields, by field name. */
export type Fields = Readonly<Record<string, t.Mixed>>;

/** Adds what is wrong with a value to `errors`; called for values that failed their check. */
export type Explain = (value: unknown, context: t.Context, errors: t.Errors) => void;
/** An object out of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is a JSON object: no array, not null. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether an object has a key of its own. */
export const has = (object: object, key: string): boolean =>
  Object.prototype.hasOwnProperty.call(object, key);

/** Adds the errors that another codec has about the same value. */
export const explainWith = (codec: t.Mixed, value: unknown, context: t.Context, errors: t.Errors): void => {
  const result = codec.validate(value, context);
  // One by one: a spread argument list would overflow the stack on a long array of wrong elements.
  if (result._tag === 'Left') for (const error of result.left) errors.push(error);
};

/** Adds the errors of one nested value, whose step of the path is `key`. */
export const nested = (
  codec: t.Mixed,
  key: string,
  value: unknown,
  context: t.Context,
  errors: t.Errors,
): void => {
  explainWith(codec, value, t.appendContext(context, key, codec, value), errors);
};

/** Adds the error that the value itself is of the wrong kind. */
export const wrong = (value: unknown, context: t.Context, errors: t.Errors): void => {
  errors.push({ value, context });
};

/**
 * An identity codec out of its parts. Decoding a good value makes nothing but the result.
 *
 * @param is - whether a value fits; called for every value, so it must not allocate
 */
export const identityCodec = <A>(
  name: string,
  is: (value: unknown) => boolean,
  validate: t.Validate<unknown, A>,
): Codec<A> => {
  const self = new t.Type<A, A, unknown>(name, is as t.Is<A>, validate, t.identity);
  (self as { decode: Codec<A>['decode'] }).decode = (value) =>
    is(value) ? t.success(value as A) : validate(value, [{ key: '', type: self, actual: value }]);
  return self;
};

/** What is wrong with a value that failed its check. */
export const explained = (explain: Explain, value: unknown, context: t.Context): t.Validation<never> => {
  const errors: t.Errors = [];
  explain(value, context, errors);
  return t.failures(errors);
};

/**
 * Builds an identity codec.
 *
 * @param name - what it is called in errors
 * @param check - whether a value fits; called for every value, so it must not allocate
 * @param explain - the slow path: what is wrong with a value that does not fit
 */
export const codec = <A>(
  name: string,
  check: (value: unknown) => boolean,
  explain: Explain = wrong,
): Codec<A> =>
  identityCodec(name, check, (value, context) =>
    check(value) ? t.success(value as A) : explained(explain, value, context),
  );

/** Any JSON value; it is not looked into, however deep it is. */
export const unknown: Codec<unknown> = /*#__PURE__*/ codec('unknown', () => true);

/** A string. */
export const string: Codec<string> = /*#__PURE__*/ codec('string', (value) => typeof value === 'string');

/** A finite number. */
export const number: Codec<number> = /*#__PURE__*/ codec('number', (value) => Number.isFinite(value));

/** A whole number. One beyond 2^53 passes as the nearest double, which is what `JSON.parse` makes of it. */
export const integer: Codec<number> = /*#__PURE__*/ codec('integer', (value) => Number.isInteger(value));

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
  const get = (): Codec<A> => {
    if (made === undefined) {
      made = make();
      // From now on the check is that of the codec itself: whoever asks again is spared the detour.
      (self as { is: t.Is<A> }).is = made.is;
    }
    return made;
  };
  const self: Codec<A> = identityCodec(
    name,
    (value) => get().is(value),
    (value, context) => get().validate(value, context),
  );
  return self;
};
