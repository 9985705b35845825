import { of, Subject } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

const completed = (params: object) => ({
  method: 'mcpServer/oauthLogin/completed',
  params: { name: 's', success: true, ...params },
});
const waiting = { type: 'waiting', authorizationUrl: 'https://example.org', loginId: 'L' };

test.each<[string, 'before' | 'after']>([
  ['after the answer', 'after'],
  ['before the answer', 'before'],
])('says where to go and that it is done, whose end comes %s', (_, when) => {
  const answer$ = new Subject<unknown>();
  const { client, say } = memoryCodex({ answers: { 'mcpServer/oauth/login': answer$ } });
  const seen = watch(client.mcpLogin({ name: 's' }));
  if (when === 'before') say(completed({ loginId: 'L' }));
  answer$.next({ authorizationUrl: 'https://example.org', loginId: 'L' });
  if (when === 'after')
    say(completed({ loginId: 'other' }), completed({ name: 'other' }), completed({ loginId: 'L' }));
  expect([seen.values, seen.end()]).toEqual([[waiting, { type: 'completed', name: 's' }], 'complete']);
});

test('errors when the login fails', () => {
  const { client, say } = memoryCodex({
    answers: { 'mcpServer/oauth/login': of({ authorizationUrl: 'https://example.org' }) },
  });
  const seen = watch(client.mcpLogin({ name: 's' }));
  say(completed({ success: false, error: 'denied' }));
  expect(seen.end()).toMatchObject({
    error: { name: 'CodexLoginError', what: 'MCP server s', reason: 'denied' },
  });
});
