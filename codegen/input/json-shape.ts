import { CodegenError } from '../errors.js';
import type { Json } from './dump.js';

/** A JSON object. */
export type JsonObject = { readonly [key: string]: Json };

/** Keywords that shape a type. */
const SHAPING = [
  '$ref',
  'additionalProperties',
  'allOf',
  'anyOf',
  'enum',
  'items',
  'oneOf',
  'properties',
  'required',
  'type',
];

/** Keywords that say something about a type without shaping it. Ranges and formats are not enforced on purpose. */
const ANNOTATING = [
  '$schema',
  'default',
  'description',
  'format',
  'maximum',
  'minLength',
  'minimum',
  'title',
  'writeOnly',
];

const KNOWN = new Set([...SHAPING, ...ANNOTATING]);

/** Whether a JSON value is an object. */
export const isJsonObject = (json: Json | undefined): json is JsonObject =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

/** A schema whose keywords are all known. */
export const checkedSchema = (json: Json | undefined, path: string): JsonObject => {
  if (!isJsonObject(json))
    throw new CodegenError(`${path} is no schema. Teach codegen/input/read-schema.ts to read it.`);
  const unknown = Object.keys(json).find((key) => !KNOWN.has(key));
  if (unknown !== undefined) {
    throw new CodegenError(
      `Unknown schema keyword "${unknown}" at ${path}. Decide what it means for a codec and add it to codegen/input/json-shape.ts.`,
    );
  }
  return json;
};

/** The members of a keyword that holds a list of schemas. */
export const schemaList = (json: Json | undefined): readonly Json[] =>
  Array.isArray(json) ? (json as Json[]) : [];

/** A schema's description. */
export const docOf = (schema: JsonObject): { readonly doc?: string } =>
  typeof schema['description'] === 'string' ? { doc: schema['description'] } : {};
