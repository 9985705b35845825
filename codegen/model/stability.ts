import type { Definition, Definitions, Field, TypeNode, Variant } from './type-node.js';

const flag = { experimental: true } as const;

const markFields = (fields: readonly Field[], stable: readonly Field[]): readonly Field[] =>
  fields.map((field) => {
    const twin = stable.find((candidate) => candidate.name === field.name);
    return twin === undefined ? { ...field, ...flag } : { ...field, type: markNode(field.type, twin.type) };
  });

const markVariants = (variants: readonly Variant[], stable: readonly Variant[]): readonly Variant[] =>
  variants.map((variant) => {
    const twin = stable.find((candidate) => candidate.value === variant.value);
    return twin === undefined
      ? { ...variant, ...flag }
      : { ...variant, type: markNode(variant.type, twin.type) };
  });

/** Marks what is in a type and missing in its stable twin. Types of another make are left as they are. */
const markNode = (node: TypeNode, stable: TypeNode): TypeNode => {
  switch (node.kind) {
    case 'struct':
      return stable.kind === 'struct' ? { ...node, fields: markFields(node.fields, stable.fields) } : node;
    case 'tagged':
      return stable.kind === 'tagged'
        ? { ...node, variants: markVariants(node.variants, stable.variants) }
        : node;
    case 'keyed':
      return stable.kind === 'keyed'
        ? { ...node, variants: markFields(node.variants, stable.variants) }
        : node;
    case 'nullable':
    case 'array':
    case 'record':
      return stable.kind === node.kind ? { ...node, of: markNode(node.of, stable.of) } : node;
    default:
      return node;
  }
};

/** Marks definitions, fields and variants that only the experimental output has. */
export const markExperimental = (all: Definitions, stable: Definitions): Definitions =>
  new Map(
    [...all].map(([name, definition]): [string, Definition] => {
      const twin = stable.get(name);
      const marked = twin === undefined ? flag : { type: markNode(definition.type, twin.type) };
      return [name, { ...definition, ...marked }];
    }),
  );
