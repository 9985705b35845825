import { CodegenError } from '../errors.js';
import type { Definition, Definitions, Field, StructNode, TypeNode } from '../model/type-node.js';
import { classifyUnion, distribute } from '../model/union.js';
import type { Json } from './dump.js';
import { checkedSchema, docOf, isJsonObject, schemaList, type JsonObject } from './json-shape.js';

/** Definitions of the schema by path: `Name`, or `v2/Name` for those in the `v2` namespace. */
const definitionsByPath = (root: Json): ReadonlyMap<string, Json> => {
  const top = isJsonObject(root) ? root['definitions'] : undefined;
  if (!isJsonObject(top)) {
    throw new CodegenError(
      'The schema has no "definitions". Teach codegen/input/read-schema.ts its new layout.',
    );
  }
  const paths = new Map<string, Json>();
  for (const [key, value] of Object.entries(top)) {
    if (key !== 'v2') paths.set(key, value);
    else for (const [name, schema] of Object.entries(value as JsonObject)) paths.set(`v2/${name}`, schema);
  }
  return paths;
};

type Names = ReadonlyMap<string, string>;

/** What a schema says apart from how it is labelled. */
const shapeOf = (json: Json | undefined): string =>
  JSON.stringify(json, (key, value: unknown) =>
    ['$schema', 'title', 'description'].includes(key) ? undefined : value,
  );

/**
 * The name each path is generated under. `v2/Name` is `Name`. A top-level `Name` shares it if both have one shape,
 * and is `LegacyName` otherwise.
 */
const namesOf = (paths: ReadonlyMap<string, Json>): Names => {
  const names = new Map<string, string>();
  for (const [path, schema] of paths) {
    const twin = paths.get(`v2/${path}`);
    const name = path.replace(/^v2\//, '');
    names.set(path, twin !== undefined && shapeOf(twin) !== shapeOf(schema) ? `Legacy${name}` : name);
  }
  return names;
};

const struct = (names: Names, schema: JsonObject, path: string): StructNode => {
  const required = new Set(schemaList(schema['required']));
  const fields = Object.entries((schema['properties'] ?? {}) as JsonObject).map(([name, value]): Field => ({
    name,
    type: node(names, value, `${path}.${name}`),
    optional: !required.has(name),
    ...(isJsonObject(value) ? docOf(value) : {}),
  }));
  const rest = schema['additionalProperties'];
  if (rest === undefined || rest === false) return { kind: 'struct', fields };
  return { kind: 'struct', fields, rest: node(names, rest, `${path}{}`) };
};

const object = (names: Names, schema: JsonObject, path: string): TypeNode => {
  const rest = schema['additionalProperties'];
  const isMap = schema['properties'] === undefined && rest !== undefined && rest !== false;
  return isMap ? { kind: 'record', of: node(names, rest, `${path}{}`) } : struct(names, schema, path);
};

const array = (names: Names, items: Json | undefined, path: string): TypeNode => {
  if (Array.isArray(items)) {
    throw new CodegenError(
      `A tuple at ${path}. Teach codegen/input/read-schema.ts and the renderers about tuples.`,
    );
  }
  return { kind: 'array', of: items === undefined ? { kind: 'unknown' } : node(names, items, `${path}[]`) };
};

const ofType = (names: Names, schema: JsonObject, type: Json | undefined, path: string): TypeNode => {
  switch (type) {
    case 'string':
      return Array.isArray(schema['enum'])
        ? { kind: 'enum', members: (schema['enum'] as string[]).map((value) => ({ value })) }
        : { kind: 'string' };
    case 'integer':
    case 'number':
    case 'boolean':
    case 'null':
      return { kind: type };
    case 'array':
      return array(names, schema['items'], path);
    case 'object':
      return object(names, schema, path);
    case undefined:
      if (schema['properties'] !== undefined) return object(names, schema, path);
      if (schema['enum'] === undefined) return { kind: 'unknown' };
      break;
    default:
  }
  throw new CodegenError(
    `Unknown type ${JSON.stringify(type)} at ${path}. Teach codegen/input/read-schema.ts to read it.`,
  );
};

const unionOf = (names: Names, schema: JsonObject, members: readonly Json[], path: string): TypeNode => {
  const union = classifyUnion(
    members.map((member, index) => ({
      type: node(names, member, `${path}/${index}`),
      ...(isJsonObject(member) ? docOf(member) : {}),
    })),
  );
  return schema['properties'] === undefined ? union : distribute(struct(names, schema, path), union);
};

const refTo = (names: Names, json: Json | undefined, path: string): TypeNode => {
  const target = (json as string).replace('#/definitions/', '');
  const name = names.get(target);
  if (name === undefined)
    throw new CodegenError(`${path} refers to ${target}, which the schema does not define.`);
  return { kind: 'ref', name };
};

function node(names: Names, json: Json | undefined, path: string): TypeNode {
  if (json === true) return { kind: 'unknown' };
  const schema = checkedSchema(json, path);
  if ('$ref' in schema) return refTo(names, schema['$ref'], path);
  const members = schemaList(schema['oneOf'] ?? schema['anyOf']);
  if (members.length > 0) return unionOf(names, schema, members, path);
  const all = schemaList(schema['allOf']);
  if (all.length > 1) {
    throw new CodegenError(
      `allOf of several schemas at ${path}. Teach codegen/input/read-schema.ts to join them.`,
    );
  }
  if (all.length === 1) return node(names, all[0], path);
  if (!Array.isArray(schema['type'])) return ofType(names, schema, schema['type'], path);
  const types = schema['type'] as Json[];
  return classifyUnion(types.map((type) => ({ type: ofType(names, schema, type, path) })));
}

/**
 * Reads the definitions out of a JSON schema.
 *
 * @throws {@link CodegenError} on a keyword, type or layout it does not know
 */
export const readSchema = (root: Json): Definitions => {
  const paths = definitionsByPath(root);
  const names = namesOf(paths);
  const definitions = new Map<string, Definition>();
  for (const [path, json] of paths) {
    const name = names.get(path) as string;
    if (definitions.has(name)) continue;
    definitions.set(name, {
      name,
      type: node(names, json, name),
      ...(isJsonObject(json) ? docOf(json) : {}),
    });
  }
  return definitions;
};
