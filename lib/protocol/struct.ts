/**
 * The codecs of JSON objects, and the checks that generated code puts them together from: plain predicates, called
 * on one field after the other.
 *
 * Each check can also be asked what it looks for: a probe in the place of the value passes, and takes note of the
 * codec that the check stands for. So the text that checks an object also explains what is wrong with one, and
 * nothing is written down twice.
 */
import * as t from 'io-ts';
import {
  boolean,
  codec,
  explained,
  has,
  identityCodec,
  integer,
  isObject,
  nested,
  nil,
  number,
  string,
  unknown,
  wrong,
} from './codec.js';
import type { Codec, Explain, JsonObject } from './codec.js';
import { array, elementsFit, literal, nullable, record, valuesFit } from './runtime.js';

const note = /*#__PURE__*/ Symbol('note');

/** Stands in for a value. It is a function, as no codec takes one for a value of its own. */
interface Probe {
  (): void;
  readonly [note]: (codec: t.Mixed) => void;
}

const isProbe = (value: unknown): value is Probe => typeof value === 'function' && note in value;

/** Asked about a value that failed its check: whether it is a probe. */
const noted = (value: unknown, of: t.Mixed): boolean => {
  if (!isProbe(value)) return false;
  value[note](of);
  return true;
};

/**
 * A string.
 *
 * @param of - the codec it stands for, if that has a name of its own
 */
export const isString = (value: unknown, of?: t.Mixed): boolean =>
  typeof value === 'string' || noted(value, of ?? string);

/** A finite number. */
export const isNumber = (value: unknown): boolean => Number.isFinite(value) || noted(value, number);

/** A whole number. */
export const isInteger = (value: unknown): boolean => Number.isInteger(value) || noted(value, integer);

/** A boolean. */
export const isBoolean = (value: unknown): boolean => typeof value === 'boolean' || noted(value, boolean);

/** `null`, where nothing else is due. */
export const isNull = (value: unknown): boolean => value === null || noted(value, nil);

/** One constant string. */
export const isLiteral = (value: unknown, constant: string): boolean =>
  value === constant || (isProbe(value) && noted(value, literal(constant)));

/** A JSON array whose elements all fit. */
export const isArray = (value: unknown, of: t.Mixed): boolean =>
  Array.isArray(value) ? elementsFit(value, of) : isProbe(value) && noted(value, array(of));

/** A JSON object used as a map, whose values all fit. */
export const isRecord = (value: unknown, of: t.Mixed): boolean =>
  valuesFit(value, of) || (isProbe(value) && noted(value, record(of)));

/** Whatever fits another codec, but for `undefined`: that is the same as an absent field. */
export const fits = (value: unknown, of: t.Mixed): boolean =>
  (value !== undefined && of.is(value)) || noted(value, of);

// The same for fields that may be absent and may be null, which most may.

/** A string, null or nothing. */
export const isStringOrNone = (value: unknown, of?: t.Mixed): boolean => value == null || isString(value, of);

/** A whole number, null or nothing. */
export const isIntegerOrNone = (value: unknown): boolean => value == null || isInteger(value);

/** A boolean, null or nothing. */
export const isBooleanOrNone = (value: unknown): boolean => value == null || isBoolean(value);

/** A JSON array whose elements all fit, null or nothing. */
export const isArrayOrNone = (value: unknown, of: t.Mixed): boolean => value == null || isArray(value, of);

/** A JSON object used as a map, whose values all fit, null or nothing. */
export const isRecordOrNone = (value: unknown, of: t.Mixed): boolean => value == null || isRecord(value, of);

/** Whatever fits another codec, null or nothing. */
export const fitsOrNone = (value: unknown, of: t.Mixed): boolean => value == null || fits(value, of);

// And for the few that may be absent, but not null.

/** A string or nothing. */
export const isStringOrAbsent = (value: unknown, of?: t.Mixed): boolean =>
  value === undefined || isString(value, of);

/** A finite number or nothing. */
export const isNumberOrAbsent = (value: unknown): boolean => value === undefined || isNumber(value);

/** A whole number or nothing. */
export const isIntegerOrAbsent = (value: unknown): boolean => value === undefined || isInteger(value);

/** A boolean or nothing. */
export const isBooleanOrAbsent = (value: unknown): boolean => value === undefined || isBoolean(value);

/** A JSON array whose elements all fit, or nothing. */
export const isArrayOrAbsent = (value: unknown, of: t.Mixed): boolean =>
  value === undefined || isArray(value, of);

/** Whether a value is an object whose fields fit, put together from the checks above. */
export type Check = (value: unknown) => boolean;

/** What a check wants of one field. */
interface Field {
  readonly of: t.Mixed;
  readonly isOptional: boolean;
}

/**
 * Finds out what a check wants of each field, in the order in which it looks at them: it is run on an object that
 * has a probe wherever it looks, then once more with null in the place of each field and once without it.
 */
const fieldsOf = (check: Check): ReadonlyMap<string, Field> => {
  const codecs = new Map<string, t.Mixed>();
  const passes = (read: (key: string) => unknown): boolean =>
    check(new Proxy({}, { get: (_, key) => read(key as string) }));
  const probe = (key: string): unknown =>
    Object.assign(() => {}, { [note]: (of: t.Mixed) => codecs.set(key, of) });
  const passesWith = (value: null | undefined, at: string): boolean =>
    passes((key) => (key === at ? value : probe(key)));
  passes((key) => {
    // A field that only has to be there is not checked for anything.
    if (!codecs.has(key)) codecs.set(key, unknown);
    return probe(key);
  });
  const fields = [...codecs].map(([key, of]): [string, Field] => {
    const isNullable = !of.is(null) && passesWith(null, key);
    return [key, { of: isNullable ? nullable(of) : of, isOptional: passesWith(undefined, key) }];
  });
  return new Map(fields);
};

const explainFields =
  (fields: ReadonlyMap<string, Field>): Explain =>
  (value, context, errors) => {
    if (!isObject(value)) return wrong(value, context, errors);
    for (const [key, { of, isOptional }] of fields) {
      const field = value[key];
      if (field !== undefined) nested(of, key, field, context, errors);
      else if (!isOptional) wrong(field, t.appendContext(context, key, of), errors);
    }
  };

/**
 * A JSON object with known fields; unknown ones stay in place, unchecked.
 *
 * @param name - what it is called in errors
 * @param check - the check of the object and of its fields; what it wants of each is found out when the first object
 *   fails
 */
export const struct = <A>(name: string, check: Check): Codec<A> => {
  let explain: Explain | undefined;
  // One function less than by way of `codec`: there are a thousand of these.
  return identityCodec(name, check, (value, context) =>
    check(value)
      ? t.success(value as A)
      : explained((explain ??= explainFields(fieldsOf(check))), value, context),
  );
};

/**
 * A JSON object with known fields, all others of which fit one codec.
 *
 * @param check - as above; it has to look at every known field
 * @param rest - makes the codec of the others
 */
export const structWithRest = <A>(name: string, check: Check, rest: () => t.Mixed): Codec<A> => {
  let fields: ReadonlyMap<string, Field> | undefined;
  const known = (): ReadonlyMap<string, Field> => (fields ??= fieldsOf(check));
  const othersFit = (value: JsonObject): boolean => {
    const all = known();
    const of = rest();
    for (const key in value) if (has(value, key) && !all.has(key) && !of.is(value[key])) return false;
    return true;
  };
  return codec(
    name,
    (value) => check(value) && othersFit(value as JsonObject),
    (value, context, errors) => {
      explainFields(known())(value, context, errors);
      if (!isObject(value)) return;
      for (const key of Object.keys(value)) {
        if (!known().has(key)) nested(rest(), key, value[key], context, errors);
      }
    },
  );
};
