import type { RateLimitSnapshot } from '../../lib/protocol/generated/definitions';
import { mergeRateLimit, mergeRateLimits } from '../../lib/protocol/merge-rate-limits';

const one: RateLimitSnapshot = {
  limitId: 'one',
  planType: 'pro',
  primary: { usedPercent: 10, resetsAt: 1 },
  secondary: { usedPercent: 5 },
};
const primary = (usedPercent: number) => ({ primary: { usedPercent, resetsAt: 2 } });

test.each<[string, RateLimitSnapshot | null, RateLimitSnapshot, RateLimitSnapshot]>([
  ['the first', null, one, one],
  ['the same limit', one, { limitId: 'one', ...primary(90) }, { ...one, ...primary(90) }],
  ['an unnamed update', one, primary(90), { ...one, ...primary(90) }],
  ['an unnamed limit', primary(1), { limitId: 'one', ...primary(2) }, { limitId: 'one', ...primary(2) }],
  ['false and 0', one, { spendControlReached: false }, { ...one, spendControlReached: false }],
])('mergeRateLimit: %s', (_, known, update, merged) => {
  expect(mergeRateLimit(known, update)).toEqual(merged);
});

test.each<[string, RateLimitSnapshot]>([
  ['another limit', { limitId: 'two', ...primary(90) }],
  ['nothing', {}],
  ['nulls', { limitId: null, planType: null, primary: null }],
  ['what is known', { planType: 'pro', primary: { resetsAt: 1, usedPercent: 10, windowDurationMins: null } }],
])('mergeRateLimit: %s changes nothing', (_, update) => {
  expect(mergeRateLimit(one, update)).toBe(one);
});

const two = { limitId: 'two', ...primary(1) };
const known = { accountId: 'a', rateLimits: one, rateLimitsByLimitId: { one, two } };

test('mergeRateLimits: into the limit that is named, and into the main one if it is that', () => {
  const later = { ...one, ...primary(90) };
  const ofMain = { ...known, rateLimits: later, rateLimitsByLimitId: { one: later, two } };
  expect(mergeRateLimits(known, { limitId: 'one', ...primary(90) })).toEqual(ofMain);
  expect(mergeRateLimits(known, primary(90))).toEqual(ofMain);
  const other = mergeRateLimits(known, { limitId: 'two', ...primary(77) });
  expect(other).toEqual({ ...known, rateLimitsByLimitId: { one, two: { ...two, ...primary(77) } } });
  expect([other.rateLimits, other.rateLimitsByLimitId?.['one']]).toEqual([one, one]);
  expect(other.rateLimits).toBe(one);
  expect(mergeRateLimits(known, { limitId: 'two', primary: null })).toBe(known);
});

test('mergeRateLimits: a limit that nobody knew is added, whatever it is called', () => {
  const novel = { limitId: '__proto__', ...primary(3) };
  const merged = mergeRateLimits(known, novel).rateLimitsByLimitId;
  expect(Object.entries(merged ?? {})).toEqual([
    ['one', one],
    ['two', two],
    ['__proto__', novel],
  ]);
  const alone = { rateLimits: one };
  expect(mergeRateLimits(alone, two)).toEqual({ rateLimits: one, rateLimitsByLimitId: { one, two } });
  expect(mergeRateLimits(alone, {})).toBe(alone);
});

test('mergeRateLimits: without any names there is one limit, and no map', () => {
  expect(mergeRateLimits({ rateLimits: primary(1) }, primary(2))).toEqual({ rateLimits: primary(2) });
});
