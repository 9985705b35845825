/** Saying no is always legal, whatever the server listed. */
const alwaysLegal = new Set<unknown>(['decline', 'cancel']);

/**
 * What is wrong with an answer to an approval although it has the right shape, or undefined.
 *
 * A decision that the server did not offer is not passed on: consent is only ever what was asked for. Permissions
 * are not granted beyond those that were requested.
 */
export const faultInAnswer = (method: string, params: unknown, answer: unknown): string | undefined => {
  if (method === 'item/permissions/requestApproval') return faultInGrant(params, answer);
  const { decision } = Object(answer) as { decision?: unknown };
  const { availableDecisions } = Object(params) as { availableDecisions?: unknown };
  if (decision === undefined || alwaysLegal.has(decision) || !Array.isArray(availableDecisions))
    return undefined;
  return availableDecisions.some((offered) => same(offered, decision))
    ? undefined
    : 'it was not among those offered';
};

const faultInGrant = (params: unknown, answer: unknown): string | undefined => {
  const { permissions: asked } = Object(params) as { permissions?: unknown };
  const { permissions: granted } = Object(answer) as { permissions?: unknown };
  return within(granted, asked) ? undefined : 'it grants more than was asked for';
};

/** Whether every grant is one of those asked for: objects field by field, lists member by member. */
const within = (granted: unknown, asked: unknown): boolean => {
  if (granted === undefined || granted === null || granted === false) return true;
  if (Array.isArray(granted)) {
    return Array.isArray(asked) && granted.every((member) => asked.some((other) => same(member, other)));
  }
  if (typeof granted !== 'object') return same(granted, asked);
  if (typeof asked !== 'object' || asked === null)
    return Object.values(granted).every((value) => within(value, undefined));
  return Object.entries(granted).every(([key, value]) =>
    within(value, Object.hasOwn(asked, key) ? (asked as Readonly<Record<string, unknown>>)[key] : undefined),
  );
};

const same = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && same((a as never)[key], (b as never)[key]))
  );
};
