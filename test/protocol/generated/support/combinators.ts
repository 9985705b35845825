import * as t from 'io-ts';
import type { Definitions, StructNode, TypeNode } from '../../../../codegen/model/type-node';
import { codec, has, isObject, nested, wrong, type Codec } from '../../../../lib/protocol/codec';
import * as runtime from '../../../../lib/protocol/runtime';

type Fields = Readonly<Record<string, t.Mixed>>;

/** What an object with known fields must be, spelled out over a list of fields: what the generated checks stand for. */
const struct = (name: string, required: Fields, optional: Fields, rest?: t.Mixed): Codec<unknown> => {
  const isRest = (key: string): boolean => !has(required, key) && !has(optional, key);
  return codec(
    name,
    (value) => {
      if (!isObject(value)) return false;
      for (const key in required) {
        if (value[key] === undefined || !(required[key] as t.Mixed).is(value[key])) return false;
      }
      for (const key in optional) {
        if (value[key] !== undefined && !(optional[key] as t.Mixed).is(value[key])) return false;
      }
      return rest === undefined || Object.keys(value).every((key) => !isRest(key) || rest.is(value[key]));
    },
    (value, context, errors) => {
      if (!isObject(value)) return wrong(value, context, errors);
      for (const [key, of] of Object.entries(required)) {
        if (value[key] === undefined) wrong(undefined, t.appendContext(context, key, of), errors);
        else nested(of, key, value[key], context, errors);
      }
      for (const [key, of] of Object.entries(optional)) {
        if (value[key] !== undefined) nested(of, key, value[key], context, errors);
      }
      if (rest === undefined) return;
      for (const key of Object.keys(value)) if (isRest(key)) nested(rest, key, value[key], context, errors);
    },
  );
};

/** Builds the codecs of all definitions out of combinators, with no text generated in between. */
export const combinatorCodecs = (definitions: Definitions): ReadonlyMap<string, t.Mixed> => {
  const structOf = ({ fields, rest }: StructNode, name = 'object'): Codec<unknown> => {
    const all = (optional: boolean): Fields =>
      Object.fromEntries(
        fields
          .filter((field) => field.optional === optional)
          .map((field) => [field.name, codecOf(field.type)]),
      );
    const checked = rest === undefined || rest.kind === 'unknown' ? undefined : codecOf(rest);
    return struct(name, all(false), all(true), checked);
  };

  const codecOf = (node: TypeNode): t.Mixed => {
    switch (node.kind) {
      case 'unknown':
      case 'string':
      case 'number':
      case 'integer':
      case 'boolean':
        return runtime[node.kind];
      case 'null':
        return runtime.nil;
      case 'literal':
        return runtime.literal(node.value);
      case 'enum':
        return node.closed ? runtime.closedEnum(node.members.map(({ value }) => value)) : runtime.string;
      case 'ref':
        return codecs.get(node.name) as t.Mixed;
      case 'nullable':
        return runtime.nullable(codecOf(node.of));
      case 'array':
        return runtime.array(codecOf(node.of));
      case 'record':
        return runtime.record(codecOf(node.of));
      case 'struct':
        return structOf(node);
      case 'tagged': {
        const variants = node.variants.map(({ value, type }) => [value, codecOf(type)] as const);
        const shared = node.shared?.length ? structOf({ kind: 'struct', fields: node.shared }) : undefined;
        return runtime.taggedUnion(node.tag, Object.fromEntries(variants), shared);
      }
      case 'keyed':
        return runtime.keyedUnion(
          Object.fromEntries(node.variants.map(({ name, type }) => [name, codecOf(type)])),
          node.anyObject,
        );
      case 'union':
        return runtime.union(node.of.map(codecOf));
    }
  };

  const codecs = new Map(
    [...definitions.values()].map(({ name, type }) => [name, runtime.lazy(name, () => codecOf(type))]),
  );
  return codecs;
};
