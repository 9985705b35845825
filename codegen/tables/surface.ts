import { CodegenError } from '../errors.js';
import type { Definitions, Field } from '../model/type-node.js';
import type { OverrideTracker } from '../overrides/tracker.js';
import type { Method } from './methods.js';
import { fieldsOf } from './scopes.js';
import type { Traits } from './traits.js';

/** Where a user finds a request: a method of threads or turns, a function of its own, or its path. */
export type Surface =
  | {
      readonly on: 'thread' | 'turn';
      readonly name: string;
      /** The only required field beside the ids, where it is a string: the method takes the bare string as well. */
      readonly text?: string;
    }
  | { readonly by: readonly string[] }
  | { readonly path: readonly string[] };

/** The fields that a thread or a turn fills in. */
const idFields = ['threadId', 'turnId', 'expectedTurnId'];

const soleText = (fields: readonly Field[]): string | undefined => {
  const required = fields.filter(({ name, optional }) => !optional && !idFields.includes(name));
  return required.length === 1 && required[0]?.type.kind === 'string' ? required[0].name : undefined;
};

const camelCase = (segment: string): string =>
  segment.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * Finds where a request belongs.
 *
 * @throws {@link CodegenError} when it must name a thread and has no name, unless `lenient`
 */
export const surfaceOf = (
  method: Method & { readonly traits: Traits },
  definitions: Definitions,
  overrides: OverrideTracker,
  lenient: boolean,
): Surface => {
  const named = overrides.get('names', method.method);
  if (named !== undefined && 'by' in named) return named;
  if (named !== undefined) {
    const text = soleText(fieldsOf(method.params, definitions));
    return { ...named, ...(text === undefined ? {} : { text }) };
  }
  if (method.traits.scope?.thread !== undefined && !lenient) {
    throw new CodegenError(
      `${method.method} names a thread and has no name. Decide what its method is called and add it to codegen/overrides/names.ts.`,
    );
  }
  return { path: method.method.split('/').map(camelCase) };
};

/**
 * Checks that no two requests are found under one name.
 *
 * @throws {@link CodegenError} naming the first two that are
 */
export const refuseCollisions = (
  methods: readonly { readonly method: string; readonly surface: Surface }[],
): void => {
  const taken = new Map<string, string>();
  for (const { method, surface } of methods) {
    if ('by' in surface) continue;
    const place = 'path' in surface ? `api.${surface.path.join('.')}` : `${surface.on}.${surface.name}`;
    const other = taken.get(place);
    if (other !== undefined) {
      throw new CodegenError(
        `${other} and ${method} would both be ${place}. Name them apart in codegen/overrides/names.ts.`,
      );
    }
    taken.set(place, method);
  }
};
