import type { EnumMember, Field, StructNode, TypeNode, Variant } from './type-node.js';

/** A member of a union before it is known what kind of union it is. */
export interface UnionMember {
  readonly type: TypeNode;
  readonly doc?: string;
}

/** The objects a type consists of, or undefined if it is anything else. */
const structsOf = (node: TypeNode): readonly StructNode[] | undefined => {
  if (node.kind === 'struct') return [node];
  if (node.kind !== 'union') return undefined;
  const all = node.of.map(structsOf);
  return all.some((structs) => structs === undefined) ? undefined : (all as StructNode[][]).flat();
};

const constantOf = (field: Field | undefined): string | undefined => {
  if (field === undefined || field.optional) return undefined;
  if (field.type.kind === 'literal') return field.type.value;
  return field.type.kind === 'enum' && field.type.members.length === 1
    ? field.type.members[0]?.value
    : undefined;
};

/** The constant that a field has in every object of a variant. */
const tagValue = (structs: readonly StructNode[], tag: string): string | undefined => {
  const values = new Set(
    structs.map((struct) => constantOf(struct.fields.find((field) => field.name === tag))),
  );
  return values.size === 1 ? [...values][0] : undefined;
};

const withLiteral = (node: TypeNode, tag: string, value: string): TypeNode => {
  if (node.kind === 'union') return { ...node, of: node.of.map((member) => withLiteral(member, tag, value)) };
  if (node.kind !== 'struct') return node;
  const literal: Field = { name: tag, type: { kind: 'literal', value }, optional: false };
  return { ...node, fields: [literal, ...node.fields.filter((field) => field.name !== tag)] };
};

const asTagged = (members: readonly UnionMember[]): TypeNode | undefined => {
  const objects = members.map((member) => structsOf(member.type));
  if (objects.some((structs) => structs === undefined)) return undefined;
  const structs = objects as (readonly StructNode[])[];
  const tags = (structs[0]?.[0]?.fields ?? []).map((field) => field.name);
  for (const tag of tags) {
    const values = structs.map((variant) => tagValue(variant, tag));
    if (values.some((value) => value === undefined) || new Set(values).size !== values.length) continue;
    const variants = members.map((member, index): Variant => {
      const value = values[index] as string;
      return {
        value,
        type: withLiteral(member.type, tag, value),
        ...(member.doc ? { doc: member.doc } : {}),
      };
    });
    return { kind: 'tagged', tag, variants };
  }
  return undefined;
};

const stringsOf = (members: readonly UnionMember[]): readonly EnumMember[] =>
  members.flatMap(({ type, doc }) =>
    type.kind === 'enum'
      ? type.members.map((member) => ({ ...member, ...(doc && type.members.length === 1 ? { doc } : {}) }))
      : [],
  );

const isAnyObject = (node: TypeNode): boolean =>
  (node.kind === 'struct' && node.fields.length === 0) ||
  (node.kind === 'record' && node.of.kind === 'unknown');

const asKeyed = (members: readonly UnionMember[]): TypeNode | undefined => {
  const strings = stringsOf(members);
  if (strings.length === 0) return undefined;
  const others = members.filter(({ type }) => type.kind !== 'enum');
  // A spelled-out "any string, any object" is what an open union means anyway, except that it allows `{}`.
  const anyObject = others.some(({ type }) => isAnyObject(type));
  const known = others.filter(({ type }) => type.kind !== 'string' && !isAnyObject(type));
  if (known.length === 0 && !anyObject) return { kind: 'enum', members: strings };
  const variants: Field[] = [];
  for (const { type, doc } of known) {
    const [field, more] = type.kind === 'struct' ? type.fields : [];
    if (field === undefined || more !== undefined || field.optional) return undefined;
    variants.push({ ...field, ...(doc ? { doc } : {}) });
  }
  return { kind: 'keyed', members: strings, variants, anyObject };
};

/** Finds out what kind of union the members make: an enum, a tagged one, a keyed one, a nullable, or none of them. */
export const classifyUnion = (given: readonly UnionMember[]): TypeNode => {
  const members = given.flatMap((member) =>
    member.type.kind === 'union' ? member.type.of.map((type): UnionMember => ({ type })) : [member],
  );
  const solid = members.filter(({ type }) => type.kind !== 'null');
  if (solid.length < members.length) {
    if (solid.length === 0) return { kind: 'null' };
    const of = classifyUnion(solid);
    return of.kind === 'nullable' ? of : { kind: 'nullable', of };
  }
  const tagged = asTagged(given);
  if (tagged !== undefined) return tagged;
  const keyed = asKeyed(members);
  if (keyed !== undefined) return keyed;
  const [only, second] = members;
  return only !== undefined && second === undefined
    ? only.type
    : { kind: 'union', of: members.map(({ type }) => type) };
};

/** Puts an object's fields into every object of a type: how flattened unions are written out. */
export const distribute = (base: StructNode, node: TypeNode): TypeNode => {
  switch (node.kind) {
    case 'struct': {
      const names = new Set(node.fields.map((field) => field.name));
      const fields = [...base.fields.filter((field) => !names.has(field.name)), ...node.fields];
      const rest = node.rest ?? base.rest;
      return { kind: 'struct', fields, ...(rest ? { rest } : {}) };
    }
    case 'record':
      return { ...base, rest: node.of };
    case 'union':
      return { kind: 'union', of: node.of.map((member) => distribute(base, member)) };
    case 'tagged':
      return {
        ...node,
        shared: [...base.fields, ...(node.shared ?? [])],
        variants: node.variants.map((variant) => ({ ...variant, type: distribute(base, variant.type) })),
      };
    default:
      throw new Error(`A ${node.kind} cannot be flattened into an object.`);
  }
};
