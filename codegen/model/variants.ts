import { CodegenError } from '../errors.js';
import type { OverrideTracker } from '../overrides/tracker.js';
import { METHOD_UNIONS } from './merge.js';
import type { Definition, Definitions, TypeNode } from './type-node.js';

const NOT_NAMED: ReadonlySet<string> = new Set([...METHOD_UNIONS, 'ServerNotificationEnvelope']);

/** `some_value/likeThis` as `SomeValueLikeThis`. */
export const pascalCase = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

/**
 * Gives every variant of a tagged union a definition of its own, named for its tag and its union, so that it can be
 * named in code: the variant `agentMessage` of `ThreadItem` is `AgentMessageThreadItem`.
 *
 * @throws {@link CodegenError} when that name is taken
 */
export const nameVariants = (definitions: Definitions, overrides: OverrideTracker): Definitions => {
  const result = new Map<string, Definition>();
  for (const [name, definition] of definitions) {
    const { type: union } = definition;
    if (union.kind !== 'tagged' || NOT_NAMED.has(name)) {
      result.set(name, definition);
      continue;
    }
    const named = union.variants.map((variant) => {
      const derived = `${pascalCase(variant.value)}${name}`;
      const chosen = overrides.get('variantNames', `${name}.${variant.value}`)?.value ?? derived;
      if (definitions.has(chosen) || result.has(chosen)) {
        throw new CodegenError(
          `The variant "${variant.value}" of ${name} would be named ${chosen}, which is taken. Name it in overrides.variantNames.`,
        );
      }
      result.set(chosen, {
        name: chosen,
        type: variant.type,
        doc: variant.doc ?? `The variant \`${variant.value}\` of {@link ${name}}.`,
        ...(variant.experimental || definition.experimental ? { experimental: true } : {}),
      });
      const type: TypeNode = { kind: 'ref', name: chosen };
      return { ...variant, type };
    });
    result.set(name, { ...definition, type: { ...union, variants: named } });
  }
  return result;
};
