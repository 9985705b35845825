import { lookUp, type Schema, type SchemaObject, type SchemaRoot } from './json-schema';
import type { Random } from './random';

const KEYS = ['a', 'key', '', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'type', '0', 'ключ'];
const TEXTS = [
  '',
  'text',
  '__proto__',
  'constructor',
  'ünïcode \u2028',
  '01a2b3',
  'null',
  '0',
  '\u0000',
  'x'.repeat(300),
];
const NUMBERS = [0, 1, -1, 0.5, 1e21, 2 ** 53 + 2, -0];

const set = (target: object, key: string, value: unknown): void => {
  // As JSON.parse does it: an own property, `__proto__` too.
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
};

/** Any JSON value. */
export const anyJson = (random: Random, depth = 2): unknown => {
  switch (random.below(depth > 0 ? 7 : 5)) {
    case 0:
      return null;
    case 1:
      return random.chance(0.5);
    case 2:
      return random.pick(NUMBERS);
    case 3:
    case 4:
      return random.pick(TEXTS);
    case 5:
      return Array.from({ length: random.below(3) }, () => anyJson(random, depth - 1));
    default: {
      const object = {};
      for (let count = random.below(3); count > 0; count -= 1)
        set(object, random.pick(KEYS), anyJson(random, depth - 1));
      return object;
    }
  }
};

const integer = (random: Random, minimum = Number.NEGATIVE_INFINITY): number =>
  random.pick([0, 1, 7, 4294967295, 2 ** 53 + 2, -3, -(2 ** 40)].filter((value) => value >= minimum));

/** Draws values that a schema allows. Extra fields are added wherever the schema leaves room for them. */
export const createSampler = (root: SchemaRoot, random: Random) => {
  const struct = (schema: SchemaObject, depth: number): object => {
    const object = {};
    for (const [key, value] of Object.entries(schema.properties ?? {})) {
      const wanted = schema.required?.includes(key) || random.chance(depth > 4 ? 0.1 : 0.5);
      if (wanted) set(object, key, sample(value, depth + 1));
    }
    const rest = schema.additionalProperties;
    if (rest === false) return object;
    const isMap = typeof rest === 'object';
    for (let count = isMap ? random.below(3) : Number(random.chance(0.2)); count > 0; count -= 1) {
      const key = random.pick(KEYS);
      if (schema.properties && Object.hasOwn(schema.properties, key)) continue;
      set(object, key, isMap ? sample(rest, depth + 1) : anyJson(random));
    }
    return object;
  };

  const ofType = (schema: SchemaObject, type: string | undefined, depth: number): unknown => {
    switch (type) {
      case 'string':
        if (schema.enum) return random.pick(schema.enum);
        return random.pick(TEXTS.filter((text) => text.length >= (schema.minLength ?? 0)));
      case 'integer':
        return integer(random, schema.minimum);
      case 'number':
        return random.pick(NUMBERS);
      case 'boolean':
        return random.chance(0.5);
      case 'null':
        return null;
      case 'array': {
        const { items = true } = schema;
        return Array.from({ length: random.below(depth > 4 ? 2 : 4) }, () => sample(items, depth + 1));
      }
      case 'object':
        return struct(schema, depth);
      default:
        return schema.properties ? struct(schema, depth) : anyJson(random);
    }
  };

  /** A flattened union: the fields beside it go first, whatever extra fields the chosen member drew. */
  const joined = (schema: SchemaObject, chosen: object, depth: number): object => {
    const object = struct({ ...schema, additionalProperties: false }, depth);
    for (const [key, value] of Object.entries(chosen)) {
      if (!Object.hasOwn(schema.properties ?? {}, key)) set(object, key, value);
    }
    return object;
  };

  const sample = (schema: Schema, depth = 0): unknown => {
    if (typeof schema === 'boolean') return anyJson(random);
    if (schema.$ref !== undefined) return sample(lookUp(root, schema.$ref), depth);
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices !== undefined) {
      const chosen = sample(random.pick(choices), depth);
      return schema.properties === undefined ? chosen : joined(schema, chosen as object, depth);
    }
    if (schema.allOf !== undefined) return sample(schema.allOf[0] as Schema, depth);
    const type =
      typeof schema.type === 'string' || schema.type === undefined ? schema.type : random.pick(schema.type);
    return ofType(schema, type, depth);
  };

  return sample;
};

/** Changes one place of a JSON value: another value, a missing key or element, or an extra one. */
export const mutate = (value: unknown, random: Random): unknown => {
  if (typeof value !== 'object' || value === null || random.chance(0.15)) return anyJson(random);
  if (Array.isArray(value)) {
    const copy: unknown[] = [...(value as unknown[])];
    if (copy.length === 0 || random.chance(0.2)) return [...copy, anyJson(random)];
    const index = random.below(copy.length);
    copy[index] = mutate(copy[index], random);
    return copy;
  }
  const entries = Object.entries(value);
  const copy = {};
  const chosen = random.below(entries.length + 1);
  entries.forEach(([key, entry], index) => {
    if (index !== chosen) set(copy, key, entry);
    else if (random.chance(0.75)) set(copy, key, mutate(entry, random));
  });
  if (chosen === entries.length) set(copy, random.pick(KEYS), anyJson(random));
  return copy;
};
