import { CodegenError } from '../errors.js';
import type { Definitions } from '../model/type-node.js';
import type { OverrideTracker } from '../overrides/tracker.js';
import type { RequestClass } from '../overrides/types.js';
import type { Method } from './methods.js';
import { fieldsOf } from './scopes.js';

/** What a client may do with a request, and the ids its params need. */
export interface Traits extends RequestClass {
  readonly stability: Method['stability'];
  readonly scope?: { readonly thread?: string; readonly turn?: string };
}

/**
 * Looks up the class of a request and finds the ids its params must have.
 *
 * @throws {@link CodegenError} when the request has no class, unless `lenient`
 */
export const traitsOf = (
  method: Method,
  definitions: Definitions,
  overrides: OverrideTracker,
  lenient: boolean,
): Traits => {
  const requestClass = overrides.get('requests', method.method);
  if (requestClass === undefined && !lenient) {
    throw new CodegenError(
      `${method.method} has no class. Decide whether it is read, write or long and add it to codegen/overrides/requests.ts.`,
    );
  }
  const required = fieldsOf(method.params, definitions)
    .filter((field) => !field.optional)
    .map((field) => field.name);
  const turnField = overrides.get('requestTurns', method.method)?.value ?? 'turnId';
  const scope = {
    ...(required.includes('threadId') ? { thread: 'threadId' } : {}),
    ...(required.includes(turnField) ? { turn: turnField } : {}),
  };
  return {
    stability: method.stability,
    // The careful class: never sent twice, never ahead of others.
    ...(requestClass ?? { kind: 'write' }),
    ...(Object.keys(scope).length > 0 ? { scope } : {}),
  };
};
