/** A key that TOML lets stand without quotes (TOML 1.0, "Keys"). */
const bareKey = /^[A-Za-z0-9_-]+$/;

/** What a TOML basic string may not hold as it is: controls, the quote and the backslash (TOML 1.0, "String"). */
const mustEscape = /[\p{Cc}"\\]/gu;

/** TOML integers are 64-bit and signed (TOML 1.0, "Integer"). */
const maxInteger = 2n ** 63n - 1n;
const minInteger = -(2n ** 63n);

const shortEscapes: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/**
 * Writes one value as TOML, on a single line: objects become inline tables.
 *
 * What comes out is what `codex --config key=value` takes to the right of the equals sign. Whole numbers that fit
 * into 53 bits and every bigint of 64 bits become integers, all other numbers floats.
 *
 * @throws TypeError that names the place, for what TOML cannot express: undefined, null, functions, symbols,
 * NaN and infinities, cycles, lone surrogates, bigints over 64 bits and objects that are neither plain nor arrays
 */
export const tomlValue = (value: unknown): string => encode(value, [], []);

/**
 * Writes one TOML key: as it is where TOML allows that, in double quotes otherwise.
 *
 * @throws TypeError for a lone surrogate
 */
export const tomlKey = (key: string): string => (bareKey.test(key) ? key : quote(key, [key]));

/**
 * Writes an object as a TOML document: one line for each of its keys, in their order.
 *
 * @throws TypeError as `tomlValue`
 */
export const tomlDocument = (table: Readonly<Record<string, unknown>>): string => {
  if (!isTable(table)) throw refuse([], 'the document', 'must be a plain object');
  return Object.entries(table)
    .map(([key, value]) => `${tomlKey(key)} = ${encode(value, [key], [table])}\n`)
    .join('');
};

const encode = (value: unknown, path: readonly string[], above: readonly object[]): string => {
  switch (typeof value) {
    case 'string':
      return quote(value, path);
    case 'boolean':
      return String(value);
    case 'number':
      return encodeNumber(value, path);
    case 'bigint':
      if (value < minInteger || value > maxInteger)
        throw refuse(path, `${value}n`, 'does not fit into 64 bits');
      return String(value);
    case 'object':
      break;
    default:
      throw refuse(
        path,
        value === undefined ? 'undefined' : `a ${typeof value}`,
        'cannot be written as TOML',
      );
  }
  if (value === null) throw refuse(path, 'null', 'cannot be written as TOML; leave the key out');
  if (above.includes(value)) throw refuse(path, 'a cycle', 'cannot be written as TOML');
  const inside = [...above, value];
  if (Array.isArray(value)) {
    // Array.from, not map: a hole is an undefined element and must not go unseen.
    return `[${Array.from(value, (element, index) => encode(element, [...path, String(index)], inside)).join(', ')}]`;
  }
  if (!isTable(value)) throw refuse(path, describe(value), 'is neither a plain object nor an array');
  const pairs = Object.entries(value).map(
    ([key, element]) => `${tomlKey(key)} = ${encode(element, [...path, key], inside)}`,
  );
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
};

const encodeNumber = (value: number, path: readonly string[]): string => {
  if (!Number.isFinite(value)) throw refuse(path, String(value), 'is not a finite number');
  if (Number.isSafeInteger(value)) return String(value);
  const text = String(value);
  // A whole number beyond 53 bits is printed like an integer and may be too large for one.
  return /[.e]/.test(text) ? text : `${text}.0`;
};

const quote = (text: string, path: readonly string[]): string => {
  if (/\p{Surrogate}/u.test(text))
    throw refuse(path, 'a string with a lone surrogate', 'is not valid Unicode');
  const escaped = text.replace(
    mustEscape,
    (character) => shortEscapes[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${escaped}"`;
};

const isTable = (value: object): value is Record<string, unknown> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Another realm's plain object (a jest sandbox, an iframe) has an Object.prototype of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

const describe = (value: object): string => `an instance of ${value.constructor?.name ?? 'something'}`;

const refuse = (path: readonly string[], what: string, why: string): TypeError =>
  new TypeError(`TOML: ${what}${path.length === 0 ? '' : ` at ${path.map(tomlPathPart).join('.')}`} ${why}.`);

const tomlPathPart = (part: string): string => (bareKey.test(part) ? part : JSON.stringify(part));
