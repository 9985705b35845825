import type { Definition, Definitions, Field, StructNode, TypeNode } from '../model/type-node.js';
import { checkText } from './checks.js';
import { key, quoted } from './text.js';

const call = (name: string, ...args: readonly string[]): string =>
  `/*#__PURE__*/ ${name}(${args.join(', ')})`;

/** Wraps an expression into a function, after the constants that it needs. */
const thunk = (parts: readonly string[], expression: string): string =>
  parts.length === 0 ? `() => ${expression}` : `() => { ${parts.join(' ')} return ${expression}; }`;

const hasRest = ({ rest }: StructNode): boolean => rest !== undefined && rest.kind !== 'unknown';

/** Renders codecs. The definitions tell what a reference leads to. */
export const codecRenderer = (definitions: Definitions) => {
  /** The codec of an object, and the constants that its check needs. */
  const struct = (
    name: string,
    node: StructNode,
  ): { readonly parts: readonly string[]; readonly text: string } => {
    const parts: string[] = [];
    const part = (of: TypeNode): string => {
      const constant = `part${parts.length + 1}`;
      parts.push(`const ${constant} = ${expression(of)};`);
      return constant;
    };
    const check = checkText(node.fields, { definitions, part });
    const text = hasRest(node)
      ? call('structWithRest', quoted(name), check, `() => ${expression(node.rest as TypeNode)}`)
      : call('struct', quoted(name), check);
    return { parts, text };
  };

  const structText = (fields: readonly Field[], rest?: TypeNode): string => {
    const { parts, text } = struct('object', { kind: 'struct', fields, ...(rest ? { rest } : {}) });
    return parts.length === 0 ? text : call('lazy', quoted('object'), thunk(parts, text));
  };

  const map = (entries: readonly (readonly [string, TypeNode])[]): string =>
    `{ ${entries.map(([name, type]) => `${key(name)}: ${expression(type)}`).join(', ')} }`;

  /** The expression that makes a type's codec. */
  const expression = (node: TypeNode): string => {
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
        return call('nullable', expression(node.of));
      case 'array':
      case 'record':
        return call(node.kind, expression(node.of));
      case 'struct':
        return structText(node.fields, node.rest);
      case 'tagged': {
        const variants = map(node.variants.map(({ value, type }) => [value, type]));
        const shared = node.shared?.length ? [structText(node.shared)] : [];
        return call('taggedUnion', quoted(node.tag), variants, ...shared);
      }
      case 'keyed': {
        const variants = map(node.variants.map(({ name, type }) => [name, type]));
        return call('keyedUnion', variants, ...(node.anyObject ? ['true'] : []));
      }
      case 'union':
        return call('union', `[${node.of.map(expression).join(', ')}]`);
    }
  };

  /** The codec that a definition exports: made at once where that costs nothing, and else on first use. */
  const definition = ({ name, type }: Definition): string => {
    if (type.kind === 'enum' && !type.closed) return call('openEnum', quoted(name));
    if (type.kind !== 'struct') return call('lazy', quoted(name), thunk([], expression(type)));
    const { parts, text } = struct(name, type);
    return parts.length === 0 ? text : call('lazy', quoted(name), thunk(parts, text));
  };

  return { expression, definition };
};

/** The exported codec of a definition, given the expression that makes it. */
export const codecDeclaration = (name: string, codec: string): string =>
  `export const ${name}: t.Type<${name}, ${name}, unknown> = ${codec};\n`;
