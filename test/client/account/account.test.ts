import { of, Subject } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

test('account$ is read anew when it changes', () => {
  const { client, say, answers } = memoryCodex({
    answers: { 'account/read': of({ account: null, requiresOpenaiAuth: true }) },
  });
  const seen = watch(client.account.account$);
  answers('account/read', of({ account: { type: 'apiKey' }, requiresOpenaiAuth: true }));
  say({ method: 'account/updated', params: { authMode: 'apikey' } });
  expect(seen.values).toEqual([null, { type: 'apiKey' }]);
});

const limit = (limitId: string, usedPercent: number) => ({ limitId, primary: { usedPercent } });
const updated = (rateLimits: object) => ({ method: 'account/rateLimits/updated', params: { rateLimits } });

test('rateLimits$ goes on with what the server says, limit by limit', () => {
  const one = { ...limit('one', 10), planType: 'pro' };
  const read = { accountId: 'a', rateLimits: one, rateLimitsByLimitId: { one, two: limit('two', 1) } };
  const { client, say } = memoryCodex({ answers: { 'account/rateLimits/read': of(read) } });
  const seen = watch(client.account.rateLimits$);
  say(updated(limit('two', 77)), updated({ ...limit('one', 90), planType: null }), updated(limit('one', 90)));
  const two = limit('two', 77);
  const later = { ...one, ...limit('one', 90) };
  expect(seen.values).toEqual([
    read,
    { ...read, rateLimitsByLimitId: { one, two } },
    { ...read, rateLimits: later, rateLimitsByLimitId: { one: later, two } },
  ]);
});

test('rateLimits$ does not lose what comes while they are read, and leaves out what failed its codec', () => {
  const read$ = new Subject<unknown>();
  const { client, say } = memoryCodex({ answers: { 'account/rateLimits/read': read$ } });
  const seen = watch(client.account.rateLimits$);
  say(updated({ primary: { usedPercent: 90 } }), { method: 'account/rateLimits/updated', params: {} });
  read$.next({ rateLimits: { primary: { usedPercent: 10 } } });
  expect(seen.values.map(({ rateLimits }) => rateLimits.primary?.usedPercent)).toEqual([10, 90]);
  say({ method: 'account/rateLimits/updated', params: { rateLimits: 'nonsense' } });
  expect([seen.values.length, seen.end()]).toEqual([2, undefined]);
});

test('logout forgets the login', () => {
  const { client, methods } = memoryCodex({ answers: { 'account/logout': of({}) } });
  expect(watch(client.account.logout()).values).toEqual([{}]);
  expect(methods()).toEqual(['account/logout']);
});
