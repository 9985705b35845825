import type { OverrideTracker } from '../overrides/tracker.js';
import type { Definition, Field, TypeNode, Variant } from './type-node.js';

/** The field that an override declares shared, as the first variant has it. */
const sharedField = (variants: readonly Variant[], field: string): readonly Field[] => {
  const [first] = variants;
  const found =
    first?.type.kind === 'struct' ? first.type.fields.find(({ name }) => name === field) : undefined;
  return found === undefined ? [] : [{ name: found.name, type: found.type, optional: false }];
};

const withShared = (type: TypeNode, field: string): TypeNode =>
  type.kind === 'tagged'
    ? { ...type, shared: [...(type.shared ?? []), ...sharedField(type.variants, field)] }
    : type;

const withRest = (type: TypeNode, name: string): TypeNode => {
  const of = { kind: 'ref', name } as const;
  if (type.kind !== 'struct') return type;
  return type.fields.length === 0 ? { kind: 'record', of } : { ...type, rest: of };
};

const camelCase = (name: string): string =>
  name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const inCamelCase = (type: TypeNode): TypeNode => {
  switch (type.kind) {
    case 'struct':
      return { ...type, fields: type.fields.map((field) => ({ ...field, name: camelCase(field.name) })) };
    case 'union':
      return { ...type, of: type.of.map(inCamelCase) };
    case 'tagged':
      return {
        ...type,
        variants: type.variants.map((variant) => ({ ...variant, type: inCamelCase(variant.type) })),
      };
    default:
      return type;
  }
};

/**
 * Applies the overrides that correct what the JSON schema says about one definition. One that would change nothing
 * is not asked for, so that it shows up as unused.
 */
export const corrected = (definition: Definition, overrides: OverrideTracker): Definition => {
  const { name } = definition;
  let { type } = definition;
  if (type.kind === 'enum' && overrides.get('closedEnums', name)) type = { ...type, closed: true };
  const respelt = inCamelCase(type);
  if (JSON.stringify(respelt) !== JSON.stringify(type) && overrides.get('camelCase', name)) type = respelt;
  const shared = type.kind === 'tagged' ? overrides.get('shared', name) : undefined;
  if (shared) type = withShared(type, shared.value);
  const rest = type.kind === 'struct' && type.rest === undefined ? overrides.get('rest', name) : undefined;
  if (rest) type = withRest(type, rest.value);
  return { ...definition, type };
};
