/** A JSON schema as the binary prints it. */
export type Schema = boolean | SchemaObject;

/** The keywords the tests look at. */
export interface SchemaObject {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly minLength?: number;
}

/** The whole schema: definitions at the top, and more of them under `v2`. */
export interface SchemaRoot {
  readonly definitions: Readonly<Record<string, Schema>> & { readonly v2: Readonly<Record<string, Schema>> };
}

/** Every definition with the pointer to it and the name it is generated under. */
export const definitionsOf = (
  root: SchemaRoot,
): readonly { name: string; pointer: string; schema: Schema }[] => {
  const { v2, ...top } = root.definitions;
  const found = new Map<string, { name: string; pointer: string; schema: Schema }>();
  for (const [name, schema] of Object.entries(v2))
    found.set(name, { name, pointer: `#/definitions/v2/${name}`, schema });
  for (const [name, schema] of Object.entries(top)) {
    if (!found.has(name)) found.set(name, { name, pointer: `#/definitions/${name}`, schema });
  }
  return [...found.values()];
};

/** Follows a reference. */
export const lookUp = (root: SchemaRoot, ref: string): Schema =>
  ref
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], root) as Schema;
