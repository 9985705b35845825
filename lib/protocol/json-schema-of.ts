import type * as t from 'io-ts';
import { CodexOptionsError } from '../errors/codex-options-error.js';

/** A JSON Schema, as the wire takes it. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

/** What a codec of io-ts has inside, by its tag. */
interface Parts {
  readonly _tag?: string;
  readonly name: string;
  readonly props?: t.Props;
  readonly type?: t.Mixed;
  readonly types?: readonly t.Mixed[];
  readonly value?: unknown;
  readonly keys?: Readonly<Record<string, unknown>>;
  readonly codomain?: t.Mixed;
}

/**
 * Writes an io-ts codec as a JSON Schema, for whoever has to produce what it decodes: a model.
 *
 * Knows the codecs of io-ts that stand for JSON. Objects allow no other properties, and the properties of `t.partial`
 * may be missing. A refinement or a brand is written as what it refines: only the codec checks it.
 *
 * @throws CodexOptionsError naming the place of a codec that stands for nothing in JSON, or is recursive
 */
export const jsonSchemaOf = (codec: t.Mixed): JsonSchema => schemaAt(codec, []);

const schemaAt = (codec: t.Mixed, path: readonly string[]): JsonSchema => {
  const parts = codec as unknown as Parts;
  const below = (inner: t.Mixed | undefined, step: string): JsonSchema => schemaAt(inner!, [...path, step]);
  const each = (): readonly JsonSchema[] =>
    (parts.types ?? []).map((inner, index) => below(inner, String(index)));
  switch (parts._tag) {
    case 'StringType':
      return { type: 'string' };
    case 'NumberType':
      return { type: 'number' };
    case 'BooleanType':
      return { type: 'boolean' };
    case 'NullType':
      return { type: 'null' };
    case 'UnknownType':
    case 'AnyType':
      return {};
    case 'LiteralType':
      return { const: parts.value };
    case 'KeyofType':
      return { type: 'string', enum: Object.keys(parts.keys ?? {}) };
    case 'ArrayType':
    case 'ReadonlyArrayType':
      return { type: 'array', items: below(parts.type, '[]') };
    case 'TupleType':
      return { type: 'array', prefixItems: each(), items: false, minItems: each().length };
    case 'DictionaryType':
      return { type: 'object', additionalProperties: below(parts.codomain, '*') };
    case 'UnionType':
      return { anyOf: each() };
    case 'RefinementType':
      return parts.name === 'Int' ? { type: 'integer' } : schemaAt(parts.type!, path);
    case 'ExactType':
    case 'ReadonlyType':
      return schemaAt(parts.type!, path);
    case 'InterfaceType':
    case 'StrictType':
    case 'PartialType':
    case 'IntersectionType':
      return objectAt(codec, path) ?? { allOf: each() };
    default:
      throw notJson(parts.name, path);
  }
};

/** The fields of an object, however it is put together; undefined for what is no object. */
const fieldsOf = (codec: t.Mixed): readonly (readonly [string, t.Mixed, boolean])[] | undefined => {
  const { _tag, props, type, types } = codec as unknown as Parts;
  if (props) return Object.entries(props).map(([name, inner]) => [name, inner, _tag !== 'PartialType']);
  if (_tag === 'ExactType' || _tag === 'ReadonlyType' || _tag === 'RefinementType') return fieldsOf(type!);
  if (_tag !== 'IntersectionType') return undefined;
  const all = types!.map(fieldsOf);
  return all.some((fields) => fields === undefined) ? undefined : all.flatMap((fields) => fields!);
};

const objectAt = (codec: t.Mixed, path: readonly string[]): JsonSchema | undefined => {
  const fields = fieldsOf(codec);
  if (!fields) return undefined;
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, inner]) => [name, schemaAt(inner, [...path, name])])),
    required: fields.filter(([, , required]) => required).map(([name]) => name),
    additionalProperties: false,
  };
};

const notJson = (name: string, path: readonly string[]): CodexOptionsError =>
  new CodexOptionsError(
    `The codec ${name}${path.length > 0 ? ` at ${path.join('.')}` : ''} has no JSON Schema.`,
    {
      hint: 'Use the codecs of io-ts that stand for JSON, or give the schema yourself.',
    },
  );
