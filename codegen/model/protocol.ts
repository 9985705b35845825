import type { Dump } from '../input/dump.js';
import type { OverrideTracker } from '../overrides/tracker.js';
import { methodsOf, withResult, type AnsweredMethod, type Method } from '../tables/methods.js';
import { notificationScopeOf, requestScopeOf, type Scope } from '../tables/scopes.js';
import { refuseCollisions, surfaceOf, type Surface } from '../tables/surface.js';
import { traitsOf, type Traits } from '../tables/traits.js';
import { mergedDefinitions } from './merge.js';
import { markExperimental } from './stability.js';
import type { Definitions } from './type-node.js';
import { nameVariants } from './variants.js';

/** Everything the renderers need: the whole protocol, decided. */
export interface Protocol {
  readonly version: string;
  readonly hash: string;
  readonly definitions: Definitions;
  readonly clientRequests: readonly (AnsweredMethod & {
    readonly traits: Traits;
    readonly surface: Surface;
  })[];
  readonly clientNotifications: readonly Method[];
  readonly serverRequests: readonly (AnsweredMethod & { readonly scope: Scope })[];
  readonly serverNotifications: readonly (Method & { readonly scope: Scope })[];
}

/**
 * Builds the protocol out of a binary's output and the overrides.
 *
 * @param lenient - treat a method without a class as `write` instead of refusing it
 */
export const buildProtocol = (dump: Dump, overrides: OverrideTracker, lenient: boolean): Protocol => {
  const merged = mergedDefinitions(dump.experimental, overrides);
  const marked = markExperimental(merged, mergedDefinitions(dump.stable, overrides));
  const definitions = nameVariants(marked, overrides);
  const clientRequests = methodsOf(definitions, 'ClientRequest').map((method) => {
    const traits = traitsOf(method, definitions, overrides, lenient);
    const surface = surfaceOf({ ...method, traits }, definitions, overrides, lenient);
    return { ...withResult(method, definitions, overrides), traits, surface };
  });
  refuseCollisions(clientRequests);
  return {
    version: dump.version,
    hash: dump.hash,
    definitions,
    clientRequests,
    clientNotifications: methodsOf(definitions, 'ClientNotification'),
    serverRequests: methodsOf(definitions, 'ServerRequest').map((method) => ({
      ...withResult(method, definitions, overrides),
      scope: requestScopeOf(method, definitions),
    })),
    serverNotifications: methodsOf(definitions, 'ServerNotification').map((method) => ({
      ...method,
      scope: notificationScopeOf(method, definitions, overrides),
    })),
  };
};
