import { of } from 'rxjs';
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

test('rateLimits$ goes on with what the server says', () => {
  const { client, say } = memoryCodex({
    answers: { 'account/rateLimits/read': of({ accountId: 'a', rateLimits: { limitId: 'one' } }) },
  });
  const seen = watch(client.account.rateLimits$);
  say({ method: 'account/rateLimits/updated', params: { rateLimits: { limitId: 'two' } } });
  expect(seen.values).toEqual([
    { accountId: 'a', rateLimits: { limitId: 'one' } },
    { accountId: 'a', rateLimits: { limitId: 'two' } },
  ]);
});

test('logout forgets the login', () => {
  const { client, methods } = memoryCodex({ answers: { 'account/logout': of({}) } });
  expect(watch(client.account.logout()).values).toEqual([{}]);
  expect(methods()).toEqual(['account/logout']);
});
