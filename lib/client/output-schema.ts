import type * as t from 'io-ts';
import { isCodec } from '../protocol/codec-of.js';
import { jsonSchemaOf, type JsonSchema } from '../protocol/json-schema-of.js';

/** What a turn is to end with: a codec of io-ts, which also checks it, or a JSON Schema, which the server enforces. */
export type OutputSchema<A> = t.Type<A, unknown, unknown> | JsonSchema;

/** The codec of an output; undefined for a JSON Schema. */
export const outputCodec = <A>(schema: OutputSchema<A>): t.Type<A, unknown, unknown> | undefined =>
  isCodec(schema) ? schema : undefined;

/** The JSON Schema of an output, as the wire takes it. */
export const outputJsonSchema = <A>(schema: OutputSchema<A>): JsonSchema => {
  const codec = outputCodec(schema);
  return codec ? jsonSchemaOf(codec) : (schema as JsonSchema);
};
