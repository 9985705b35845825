import type { Definitions, Field, TypeNode } from '../../../../codegen/model/type-node';
import type { Random } from './random';

const TEXTS = ['', 'text', 'toString', 'null', '0'];
const DEEP = 4;

/** Draws values that a type allows; deep down as little as it can. */
export const typeSampler = (definitions: Definitions, random: Random) => {
  const struct = (fields: readonly Field[], depth: number): Record<string, unknown> =>
    Object.fromEntries(
      fields
        .filter(({ optional }) => !optional || random.chance(depth > DEEP ? 0.05 : 0.6))
        .map(({ name, type }) => [name, sample(type, depth + 1)]),
    );
  const several = (depth: number): number => random.below(depth > DEEP ? 2 : 3);

  const sample = (node: TypeNode, depth = 0): unknown => {
    switch (node.kind) {
      case 'unknown':
        return random.pick([null, 1, 'any', { any: [1] }, [{}]]);
      case 'string':
        return random.pick(TEXTS);
      case 'number':
        return random.pick([0, -0.5, 1e300]);
      case 'integer':
        return random.pick([0, 7, -(2 ** 40)]);
      case 'boolean':
        return random.chance(0.5);
      case 'null':
        return null;
      case 'literal':
        return node.value;
      case 'enum':
        return random.pick(node.members).value;
      case 'ref':
        return sample((definitions.get(node.name) as { readonly type: TypeNode }).type, depth);
      case 'nullable':
        return random.chance(depth > DEEP ? 0.9 : 0.2) ? null : sample(node.of, depth);
      case 'array':
        return Array.from({ length: several(depth) }, () => sample(node.of, depth + 1));
      case 'record':
        return Object.fromEntries(
          Array.from({ length: several(depth) }, (_, index) => [`key${index}`, sample(node.of, depth + 1)]),
        );
      case 'struct': {
        const rest = node.rest === undefined ? {} : { more: sample(node.rest, depth + 1) };
        return { ...rest, ...struct(node.fields, depth) };
      }
      case 'tagged':
        return sample(random.pick(node.variants).type, depth);
      case 'keyed': {
        const variants = random.chance(0.7) ? node.variants : [];
        if (variants.length === 0) return random.pick(node.members).value;
        const { name, type } = random.pick(variants);
        return { [name]: sample(type, depth + 1) };
      }
      case 'union':
        return sample(random.pick(node.of), depth);
    }
  };
  return sample;
};
