/** A type as the generator sees it, whether it was read from the JSON schema or from the TypeScript output. */
export type TypeNode =
  | { readonly kind: 'unknown' | 'string' | 'number' | 'integer' | 'boolean' | 'null' }
  /** One constant string: the tag of a variant. */
  | { readonly kind: 'literal'; readonly value: string }
  /** A set of strings; `closed` where an unknown member must not pass. */
  | { readonly kind: 'enum'; readonly members: readonly EnumMember[]; readonly closed?: boolean }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'nullable'; readonly of: TypeNode }
  | { readonly kind: 'array'; readonly of: TypeNode }
  | { readonly kind: 'record'; readonly of: TypeNode }
  | StructNode
  | TaggedNode
  | KeyedNode
  /** Members that nothing tells apart. */
  | { readonly kind: 'union'; readonly of: readonly TypeNode[] };

/** An object with known fields; `rest` is the type of all others where the schema gives one. */
export interface StructNode {
  readonly kind: 'struct';
  readonly fields: readonly Field[];
  readonly rest?: TypeNode;
}

/** A union told apart by the string field `tag`; `shared` are the fields that unknown variants have too. */
export interface TaggedNode {
  readonly kind: 'tagged';
  readonly tag: string;
  readonly shared?: readonly Field[];
  readonly variants: readonly Variant[];
}

/** A union of strings and of objects told apart by their one key; `anyObject` where other objects pass whatever they hold. */
export interface KeyedNode {
  readonly kind: 'keyed';
  readonly members: readonly EnumMember[];
  readonly variants: readonly Field[];
  readonly anyObject: boolean;
}

/** A named member of an object. */
export interface Field {
  readonly name: string;
  readonly type: TypeNode;
  readonly optional: boolean;
  readonly doc?: string;
  readonly experimental?: boolean;
}

/** One case of a tagged union: an object, or a union of objects, that holds the tag itself. */
export interface Variant {
  readonly value: string;
  readonly type: TypeNode;
  readonly doc?: string;
  readonly experimental?: boolean;
}

/** One string of an enum. */
export interface EnumMember {
  readonly value: string;
  readonly doc?: string;
  readonly experimental?: boolean;
}

/** A named type of the protocol. */
export interface Definition {
  readonly name: string;
  readonly type: TypeNode;
  readonly doc?: string;
  readonly experimental?: boolean;
}

/** Definitions by the name they are generated under. */
export type Definitions = ReadonlyMap<string, Definition>;

/** The types directly inside a type. */
export const childrenOf = (node: TypeNode): readonly TypeNode[] => {
  switch (node.kind) {
    case 'nullable':
    case 'array':
    case 'record':
      return [node.of];
    case 'union':
      return node.of;
    case 'tagged':
    case 'keyed':
      return node.variants.map((variant) => variant.type);
    case 'struct':
      return [...node.fields.map((field) => field.type), ...(node.rest ? [node.rest] : [])];
    default:
      return [];
  }
};

/** The names of the definitions a type refers to, each once. */
export const refsOf = (node: TypeNode): ReadonlySet<string> => {
  const names = new Set<string>();
  const visit = (current: TypeNode): void => {
    if (current.kind === 'ref') names.add(current.name);
    childrenOf(current).forEach(visit);
  };
  visit(node);
  return names;
};
