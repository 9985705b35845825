import type { GetAccountRateLimitsResponse, RateLimitSnapshot } from './generated/definitions.js';
import { ownField } from './own-field.js';

/**
 * Merges an update of one limit into what is known of one; an update of another limit changes nothing.
 *
 * Updates are sparse: what is absent or null in one stays as it is known. What did not change is the same object as
 * before. Pure.
 */
export const mergeRateLimit = (
  known: RateLimitSnapshot | null,
  update: RateLimitSnapshot,
): RateLimitSnapshot => {
  if (known === null) return update;
  const isOther = known.limitId != null && update.limitId != null && known.limitId !== update.limitId;
  return isOther ? known : withFields(known, update);
};

/**
 * Merges an update into all the limits: into the one that it names, and into `rateLimits` if that is of the same limit
 * or either names none. What did not change is the same object as before. Pure.
 */
export const mergeRateLimits = (
  known: GetAccountRateLimitsResponse,
  update: RateLimitSnapshot,
): GetAccountRateLimitsResponse => {
  const rateLimits = mergeRateLimit(known.rateLimits, update);
  const rateLimitsByLimitId = byLimitId(known, rateLimits, update);
  if (rateLimits === known.rateLimits && rateLimitsByLimitId === known.rateLimitsByLimitId) return known;
  return { ...known, rateLimits, ...(rateLimitsByLimitId ? { rateLimitsByLimitId } : {}) };
};

const byLimitId = (
  known: GetAccountRateLimitsResponse,
  main: RateLimitSnapshot,
  update: RateLimitSnapshot,
): GetAccountRateLimitsResponse['rateLimitsByLimitId'] => {
  const limits = known.rateLimitsByLimitId;
  const id = update.limitId ?? main.limitId;
  // Older servers know one limit, and give no map.
  if (id == null || (!limits && id === main.limitId)) return limits;
  const before = limits && Object.hasOwn(limits, id) ? limits[id] : undefined;
  const after = before ? withFields(before, update) : main.limitId === id ? main : update;
  return limits && after === before ? limits : { ...(limits ?? named(main)), [id]: after };
};

const named = (limit: RateLimitSnapshot): { readonly [key: string]: RateLimitSnapshot } =>
  limit.limitId == null ? {} : { [limit.limitId]: limit };

const withFields = (known: RateLimitSnapshot, update: RateLimitSnapshot): RateLimitSnapshot => {
  const changes = Object.entries(update).filter(
    ([name, value]) => value != null && !isSame(ownField(known, name), value),
  );
  return changes.length === 0 ? known : { ...known, ...(Object.fromEntries(changes) as RateLimitSnapshot) };
};

/** Fields are values, or objects of values; absent and null are the same. */
const isSame = (a: unknown, b: unknown): boolean => {
  if (a === b || typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => (ownField(a, name) ?? null) === (ownField(b, name) ?? null));
};
