import { CodegenError } from '../errors.js';
import type { METHOD_UNIONS } from '../model/merge.js';
import type { Definitions, TypeNode } from '../model/type-node.js';
import { pascalCase } from '../model/variants.js';
import type { OverrideTracker } from '../overrides/tracker.js';

/** Whether an older client may count on a method or has to ask for it. */
export type Stability = 'stable' | 'experimental';

/** A method with the definition of its params; undefined where it has none. */
export interface Method {
  readonly method: string;
  readonly params: string | undefined;
  readonly stability: Stability;
}

/** A method that is answered, with the definition of the answer. */
export interface AnsweredMethod extends Method {
  readonly result: string;
}

const paramsName = (node: TypeNode | undefined, method: string): string | undefined => {
  if (node === undefined || node.kind === 'null') return undefined;
  // Params that may be null are optional as a whole; the wire wants an object all the same.
  const inner = node.kind === 'nullable' ? node.of : node;
  if (inner.kind === 'ref') return inner.name;
  throw new CodegenError(
    `The params of ${method} are no definition. Teach codegen/tables/methods.ts about them.`,
  );
};

/** Lists the methods of one of the unions that name them, in the order of the schema. */
export const methodsOf = (
  definitions: Definitions,
  union: (typeof METHOD_UNIONS)[number],
): readonly Method[] => {
  const type = definitions.get(union)?.type;
  if (type?.kind !== 'tagged' || type.tag !== 'method') {
    throw new CodegenError(
      `${union} is no union of methods. Teach codegen/tables/methods.ts its new layout.`,
    );
  }
  return type.variants.map((variant) => {
    const fields = variant.type.kind === 'struct' ? variant.type.fields : [];
    const params = fields.find((field) => field.name === 'params')?.type;
    return {
      method: variant.value,
      params: paramsName(params, variant.value),
      stability: variant.experimental ? 'experimental' : 'stable',
    };
  });
};

/**
 * Finds what a method is answered with: the definition named like its params or like itself, else the override.
 *
 * @throws {@link CodegenError} when none of these is defined
 */
export const withResult = (
  method: Method,
  definitions: Definitions,
  overrides: OverrideTracker,
): AnsweredMethod => {
  const named = [
    method.params?.replace(/Params$/, 'Response'),
    `${pascalCase(method.method)}Response`,
    `Get${pascalCase(method.method.replace(/\/read$/, ''))}Response`,
  ];
  const derived = named.find((name) => name !== undefined && definitions.has(name));
  const result = derived ?? overrides.get('results', method.method)?.value;
  if (result === undefined || !definitions.has(result)) {
    throw new CodegenError(
      `No result type known for ${method.method}. Find it in the TypeScript output and add it to overrides.results.`,
    );
  }
  return { ...method, result };
};
