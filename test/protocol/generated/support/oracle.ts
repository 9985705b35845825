import Ajv, { type ValidateFunction } from 'ajv';
import { definitionsOf, type Schema, type SchemaObject, type SchemaRoot } from './json-schema';

/** What the schema is known to get wrong about the wire, put right by hand and apart from the generator. */
export const correctedRoot = (root: SchemaRoot): SchemaRoot => {
  const camel = (json: string): string =>
    json.replace(
      /"(auth_url|login_id|item_id|turn_id|started_at|completed_at|duration_ms)"/g,
      (_, name: string) =>
        JSON.stringify(name.replace(/_([a-z])/g, (__, letter: string) => letter.toUpperCase())),
    );
  const respelt = (name: string): Schema =>
    JSON.parse(camel(JSON.stringify(root.definitions.v2[name]))) as Schema;
  const withRest = (name: string, rest: string): Schema => ({
    ...(root.definitions.v2[name] as SchemaObject),
    additionalProperties: { $ref: `#/definitions/v2/${rest}` },
  });
  const v2 = {
    ...root.definitions.v2,
    AccountSessionsSwitchResponse: respelt('AccountSessionsSwitchResponse'),
    ThreadRealtimeItem: respelt('ThreadRealtimeItem'),
    ThreadTimelineEntry: respelt('ThreadTimelineEntry'),
    AppsConfig: withRest('AppsConfig', 'AppConfig'),
    AppToolsConfig: withRest('AppToolsConfig', 'AppToolConfig'),
    AppLinksConfig: withRest('AppLinksConfig', 'AppLinkConfig'),
  };
  return { ...root, definitions: { ...root.definitions, v2 } as SchemaRoot['definitions'] };
};

const isObject = (schema: Schema): schema is SchemaObject => typeof schema === 'object';

const constantAt = (schema: Schema, key: string): string | undefined => {
  const property = isObject(schema) ? schema.properties?.[key] : undefined;
  const values = property !== undefined && isObject(property) ? property.enum : undefined;
  return values?.length === 1 && (schema as SchemaObject).required?.includes(key) ? values[0] : undefined;
};

const tagOf = (members: readonly Schema[]): string | undefined => {
  const [first] = members;
  const keys = first !== undefined && isObject(first) ? Object.keys(first.properties ?? {}) : [];
  return keys.find((key) => members.every((member) => constantAt(member, key) !== undefined));
};

/** The one key of a variant that is told apart by it. */
const soleKey = (schema: Schema): string | undefined => {
  const keys = isObject(schema) ? Object.keys(schema.properties ?? {}) : [];
  return keys.length === 1 && isObject(schema) && schema.required?.length === 1 ? keys[0] : undefined;
};

const isString = (schema: Schema): boolean => isObject(schema) && schema.type === 'string';
const isAnything = (schema: Schema): boolean =>
  isObject(schema) &&
  Array.isArray(schema.type) &&
  schema.type.includes('object') &&
  schema.type.includes('string');

const without = (keys: readonly string[]): Schema =>
  ({ not: { anyOf: keys.map((key) => ({ required: [key] })) } }) as unknown as Schema;

/** Adds to a union the members a newer server might have. */
const opened = (members: readonly Schema[], shared: SchemaObject): readonly Schema[] => {
  const tag = tagOf(members);
  if (tag !== undefined) {
    const known = members.map((member) => constantAt(member, tag));
    const unknownTag = { type: 'string', not: { enum: known } } as unknown as Schema;
    const other = { ...shared, properties: { ...shared.properties, [tag]: unknownTag } };
    return [
      ...members.map((member) => open(member, tag)),
      { ...other, type: 'object', required: [...(shared.required ?? []), tag] },
    ];
  }
  const strings = members.some((member) => isString(member) && (member as SchemaObject).enum !== undefined);
  if (!strings) return members.map((member) => open(member));
  const variants = members.filter((member) => soleKey(member) !== undefined);
  const keys = variants.map((member) => soleKey(member) as string);
  const others = { type: 'object', ...(without(keys) as SchemaObject) };
  const anything = members.some(isAnything);
  const single = { ...others, minProperties: 1, maxProperties: 1 } as Schema;
  if (keys.length === 0 && !anything) return [{ type: 'string' }];
  return [{ type: 'string' }, ...variants.map((member) => open(member)), anything ? others : single];
};

/** The schema with what the codecs let pass on purpose: unknown fields, strings and variants, any range. */
const open = (schema: Schema, tag?: string, shared: SchemaObject = {}): Schema => {
  if (!isObject(schema)) return schema;
  const { minimum: _minimum, minLength: _minLength, ...rest } = schema;
  const properties = Object.entries(schema.properties ?? {}).map(([key, value]) => [
    key,
    key === tag ? value : open(value),
  ]);
  const base =
    schema.properties === undefined
      ? {}
      : { properties: Object.fromEntries(properties) as SchemaObject['properties'] };
  const own = { ...base, ...(schema.required ? { required: schema.required } : {}) } as SchemaObject;
  const members = schema.oneOf ?? schema.anyOf;
  const { oneOf: _oneOf, anyOf: _anyOf, enum: values, additionalProperties, ...plain } = rest;
  return {
    ...plain,
    ...base,
    ...(values && tag === undefined ? {} : values ? { enum: values } : {}),
    ...(typeof additionalProperties === 'object' ? { additionalProperties: open(additionalProperties) } : {}),
    ...(schema.items === undefined ? {} : { items: open(schema.items) }),
    ...(schema.allOf === undefined ? {} : { allOf: schema.allOf.map((member) => open(member)) }),
    ...(members === undefined ? {} : { anyOf: opened(members, { ...own, ...shared }) }),
  };
};

/** MCP's constants, which stay closed. */
const CLOSED = /^McpElicitation(Array|Boolean|Number|Object|String)Type$/;
/** Every item has an id, an item of an unknown type too. */
const SHARED: Readonly<Record<string, SchemaObject>> = {
  ThreadItem: { properties: { id: { type: 'string' } }, required: ['id'] },
};

const openRoot = (root: SchemaRoot): SchemaRoot => {
  const { v2, ...top } = root.definitions;
  const all = (definitions: Readonly<Record<string, Schema>>) =>
    Object.fromEntries(
      Object.entries(definitions).map(([name, schema]) => [
        name,
        CLOSED.test(name) ? schema : openDefinition(name, schema),
      ]),
    );
  return {
    ...root,
    definitions: { ...all(top), v2: all(v2) },
  };
};

const openDefinition = (name: string, schema: Schema): Schema => {
  const shared = SHARED[name];
  if (shared === undefined || !isObject(schema)) return open(schema);
  const properties = { ...schema.properties, ...shared.properties };
  return open(schema, undefined, { properties, required: shared.required ?? [] });
};

/** Two validators of one definition: as the schema has it, and with the openness that the codecs have. */
export interface Oracle {
  readonly strict: ValidateFunction;
  readonly open: ValidateFunction;
}

/** Compiles the schema with ajv, both ways. */
export const createOracles = (root: SchemaRoot): ReadonlyMap<string, Oracle> => {
  const options = { strict: false, validateFormats: false, inlineRefs: false } as const;
  const strict = new Ajv(options).addSchema({ ...root, $id: 'root' });
  const lenient = new Ajv(options).addSchema({ ...openRoot(root), $id: 'root' });
  return new Map(
    definitionsOf(root).map(({ name, pointer }) => {
      const id = `root${pointer}`;
      return [
        name,
        { strict: strict.getSchema(id) as ValidateFunction, open: lenient.getSchema(id) as ValidateFunction },
      ];
    }),
  );
};
