import * as t from 'io-ts';
import type { Definitions, StructNode, TypeNode } from '../../../codegen/model/type-node';

const objectOf = ({ fields }: StructNode, codecOf: (node: TypeNode) => t.Mixed): t.Mixed => {
  const props = (optional: boolean): t.Props =>
    Object.fromEntries(
      fields.filter((field) => field.optional === optional).map(({ name, type }) => [name, codecOf(type)]),
    );
  const [required, optional] = [props(false), props(true)];
  if (Object.keys(optional).length === 0) return t.type(required);
  return Object.keys(required).length === 0
    ? t.partial(optional)
    : t.intersection([t.type(required), t.partial(optional)]);
};

const anyOf = (members: readonly t.Mixed[]): t.Mixed =>
  members.length === 1 ? (members[0] as t.Mixed) : t.union(members as [t.Mixed, t.Mixed]);

/**
 * Writes definitions with the combinators that io-ts comes with, as one would by hand.
 *
 * An enum is any string and unknown fields pass, as everywhere; a variant that is not known does not.
 */
export const stockCodecs = (definitions: Definitions): ((name: string) => t.Mixed) => {
  const made = new Map<string, t.Mixed>();
  const named = (name: string): t.Mixed => {
    const known = made.get(name);
    if (known !== undefined) return known;
    // What refers to itself finds this one; nothing else does.
    made.set(
      name,
      t.recursion(name, () => made.get(name) as t.Mixed),
    );
    const codec = codecOf((definitions.get(name) as { readonly type: TypeNode }).type);
    made.set(name, codec);
    return codec;
  };
  /** io-ts tells variants apart by their tag as long as each is one object, so the others are kept out of their union. */
  const taggedOf = (variants: readonly TypeNode[]): t.Mixed => {
    const several = variants.filter(({ kind }) => kind === 'union');
    const single = variants.filter(({ kind }) => kind !== 'union');
    return anyOf([...(single.length > 0 ? [anyOf(single.map(codecOf))] : []), ...several.map(codecOf)]);
  };
  const codecOf = (node: TypeNode): t.Mixed => {
    switch (node.kind) {
      case 'unknown':
      case 'string':
      case 'number':
      case 'boolean':
        return t[node.kind];
      case 'null':
        return t.null;
      case 'integer':
        return t.Int;
      case 'enum':
        return t.string;
      case 'literal':
        return t.literal(node.value);
      case 'ref':
        return named(node.name);
      case 'nullable':
        return t.union([codecOf(node.of), t.null]);
      case 'array':
        return t.array(codecOf(node.of));
      case 'record':
        return t.record(t.string, codecOf(node.of));
      case 'struct':
        return objectOf(node, codecOf);
      case 'tagged':
        return taggedOf(node.variants.map(({ type }) => type));
      case 'keyed':
        return anyOf([t.string, ...node.variants.map(({ name, type }) => t.type({ [name]: codecOf(type) }))]);
      case 'union':
        return anyOf(node.of.map(codecOf));
    }
  };
  return named;
};
