import type { Definition, Field, TypeNode } from '../model/type-node.js';
import { key, quoted } from './text.js';

const call = (name: string, ...args: readonly string[]): string =>
  `/*#__PURE__*/ ${name}(${args.join(', ')})`;

const fieldMap = (fields: readonly Field[]): string =>
  `{ ${fields.map((field) => `${key(field.name)}: ${codecText(field.type)}`).join(', ')} }`;

const structText = (fields: readonly Field[], rest: TypeNode | undefined): string => {
  const required = fields.filter((field) => !field.optional);
  const optional = fields.filter((field) => field.optional);
  const checkedRest = rest === undefined || rest.kind === 'unknown' ? [] : [codecText(rest)];
  const optionals = optional.length > 0 || checkedRest.length > 0 ? [fieldMap(optional)] : [];
  return call('struct', fieldMap(required), ...optionals, ...checkedRest);
};

/** The expression that builds a type's codec out of the runtime's combinators. */
export const codecText = (node: TypeNode): string => {
  switch (node.kind) {
    case 'unknown':
    case 'string':
    case 'number':
    case 'integer':
    case 'boolean':
      return node.kind;
    case 'null':
      return 'nil';
    case 'literal':
      return call('literal', quoted(node.value));
    case 'enum':
      return node.closed
        ? call('closedEnum', `[${node.members.map((member) => quoted(member.value)).join(', ')}]`)
        : 'string';
    case 'ref':
      return node.name;
    case 'nullable':
      return call('nullable', codecText(node.of));
    case 'array':
    case 'record':
      return call(node.kind, codecText(node.of));
    case 'struct':
      return structText(node.fields, node.rest);
    case 'tagged': {
      const variants = node.variants.map((variant) => `${key(variant.value)}: ${codecText(variant.type)}`);
      const shared = node.shared?.length ? [structText(node.shared, undefined)] : [];
      return call('taggedUnion', quoted(node.tag), `{ ${variants.join(', ')} }`, ...shared);
    }
    case 'keyed':
      return call('keyedUnion', fieldMap(node.variants), ...(node.anyObject ? ['true'] : []));
    case 'union':
      return call('union', `[${node.of.map(codecText).join(', ')}]`);
  }
};

/** The exported codec of a definition. */
export const codecDeclaration = ({ name, type }: Definition): string => {
  const codec =
    type.kind === 'enum' && !type.closed
      ? call('openEnum', quoted(name))
      : call('lazy', quoted(name), `() => ${codecText(type)}`);
  return `export const ${name}: t.Type<${name}, ${name}, unknown> = ${codec};\n`;
};
