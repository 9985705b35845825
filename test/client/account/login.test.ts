import { NEVER, of, Subject, throwError } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

const account = { type: 'apiKey' };
const read = { 'account/read': of({ account, requiresOpenaiAuth: true }) };
const completed = (params: object = {}) => ({
  method: 'account/login/completed',
  params: { loginId: 'L', success: true, ...params },
});
const browser = { type: 'chatgpt', loginId: 'L', authUrl: 'https://example.org/auth' } as const;
const device = {
  type: 'chatgptDeviceCode',
  loginId: 'L',
  verificationUrl: 'https://example.org',
  userCode: 'AB-12',
} as const;

test.each(['apiKey', 'chatgptAuthTokens'] as const)(
  '%s takes effect at once, and ends in the account',
  (type) => {
    const { client, methods } = memoryCodex({ answers: { ...read, 'account/login/start': of({ type }) } });
    const seen = watch(client.account.login({ type, apiKey: 'sk', accessToken: 't', chatgptAccountId: 'a' }));
    expect([seen.values, seen.end()]).toEqual([[{ type: 'completed', account }], 'complete']);
    expect(methods()).toEqual(['account/login/start', 'account/read']);
  },
);

test.each([
  [
    'browser',
    { type: 'chatgpt' } as const,
    browser,
    { type: 'browser', loginId: 'L', authUrl: 'https://example.org/auth' },
  ],
  ['device code', { type: 'chatgptDeviceCode' } as const, device, { ...device, type: 'deviceCode' }],
])('a %s: what a person has to do, then the account', (_, params, response, step) => {
  const { client, say } = memoryCodex({ answers: { ...read, 'account/login/start': of(response) } });
  const seen = watch(client.account.login(params));
  expect([seen.values, seen.end()]).toEqual([[step], undefined]);
  say(completed({ loginId: 'other' }), completed());
  expect([seen.values, seen.end()]).toEqual([[step, { type: 'completed', account }], 'complete']);
});

test('an end that comes before the answer is not missed', () => {
  const answer$ = new Subject<unknown>();
  const { client, say } = memoryCodex({ answers: { ...read, 'account/login/start': answer$ } });
  const seen = watch(client.account.login({ type: 'chatgpt' }));
  say(completed());
  answer$.next(browser);
  expect(seen.values).toHaveLength(2);
});

test('leaving while a person is waited for cancels it, also before the answer names it', () => {
  const answer$ = new Subject<unknown>();
  const { client, paramsOf, answers } = memoryCodex({
    answers: { 'account/login/start': answer$, 'account/login/cancel': of({ status: 'canceled' }) },
  });
  watch(client.account.login({ type: 'chatgpt' })).unsubscribe();
  expect(paramsOf('account/login/cancel')).toEqual([]);
  answer$.next(browser);
  expect(paramsOf('account/login/cancel')).toEqual([{ loginId: 'L' }]);
  answers('account/login/start', of(device));
  watch(client.account.login({ type: 'chatgptDeviceCode' })).unsubscribe();
  expect(paramsOf('account/login/cancel')).toHaveLength(2);
});

test('a login that fails errors in the words of the server; a completed one is not cancelled', () => {
  const { client, say, paramsOf } = memoryCodex({ answers: { ...read, 'account/login/start': of(browser) } });
  const seen = watch(client.account.login({ type: 'chatgpt' }));
  say(completed({ success: false, error: 'access denied' }));
  expect(seen.end()).toMatchObject({ error: { name: 'CodexLoginError', reason: 'access denied' } });
  expect(paramsOf('account/login/cancel')).toEqual([]);
});

test('a login that took effect, whose account cannot be read, errors as that read does', () => {
  const { client, methods } = memoryCodex({
    answers: {
      'account/login/start': of({ type: 'apiKey' }),
      'account/read': throwError(() => ({ code: -32603, message: 'no network' })),
    },
  });
  const seen = watch(client.account.login({ type: 'apiKey', apiKey: 'sk' }));
  expect(seen.end()).toMatchObject({ error: { name: 'CodexRequestError', method: 'account/read' } });
  expect(methods()).toEqual(['account/login/start', 'account/read']);
});

test('the connection ending while a person is waited for errors it', () => {
  const { client, transport } = memoryCodex({
    answers: { 'account/login/start': of(browser), 'account/read': NEVER },
  });
  const seen = watch(client.account.login({ type: 'chatgpt' }));
  transport.fail();
  expect(seen.end()).toMatchObject({ error: { name: 'CodexTransportError' } });
});
