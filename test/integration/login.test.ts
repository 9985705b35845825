import { firstValueFrom, take, toArray } from 'rxjs';
import { createCodexClient, type CodexClient } from '../../lib/index';
import { stdioTransport } from '../../lib/node';
import { fakeAppServer, reply, send, waitFor, type FakeAppServer } from '../../lib/testing';

const browser = { type: 'chatgpt', loginId: 'L', authUrl: 'https://example.org/auth' } as const;
const device = {
  type: 'chatgptDeviceCode',
  loginId: 'L',
  verificationUrl: 'https://example.org/device',
  userCode: 'AB-12',
} as const;
const account = { type: 'chatgpt', email: 'a@example.org', planType: 'plus' } as const;
const completed = { method: 'account/login/completed', params: { loginId: 'L', success: true, error: null } };

/** A server that a person logs in to when the test says so. */
const loginServer = (answer: object): FakeAppServer =>
  fakeAppServer(
    {
      on: {
        'account/login/start': [reply(answer), waitFor('test/loggedIn'), send(completed)],
        'account/login/cancel': [reply({ status: 'canceled' })],
        'account/read': [reply({ account, requiresOpenaiAuth: true })],
      },
    },
    { record: true },
  );

const withClient = async (
  answer: object,
  use: (client: CodexClient, fake: FakeAppServer) => Promise<void>,
): Promise<void> => {
  const fake = loginServer(answer);
  const client = createCodexClient(stdioTransport(fake));
  try {
    await use(client, fake);
  } finally {
    await client.close();
    fake.dispose();
  }
};

test.each([
  [
    'a browser',
    { type: 'chatgpt' } as const,
    browser,
    { type: 'browser', loginId: 'L', authUrl: browser.authUrl },
  ],
  ['a device code', { type: 'chatgptDeviceCode' } as const, device, { ...device, type: 'deviceCode' }],
])('a login by %s ends in the account', (_, params, answer, step) =>
  withClient(answer, async (client) => {
    const steps: unknown[] = [];
    const done = new Promise((resolve, reject) => {
      client.account.login(params).subscribe({
        next: (one) => {
          steps.push(one);
          if (one.type !== 'completed') void client.notify('test/loggedIn', {});
        },
        error: reject,
        complete: () => resolve(undefined),
      });
    });
    await done;
    expect(steps).toEqual([step, { type: 'completed', account }]);
  }),
);

test.each([
  ['a browser', { type: 'chatgpt' } as const, browser],
  ['a device code', { type: 'chatgptDeviceCode' } as const, device],
])('a login by %s that is left is cancelled', (_, params, answer) =>
  withClient(answer, async (client, fake) => {
    expect(await firstValueFrom(client.account.login(params).pipe(take(1), toArray()))).toHaveLength(1);
    // Answered behind the cancel, which is on the same pipe.
    await firstValueFrom(client.api.account.read());
    const sent = fake
      .received()
      .map((message) => message as { readonly method?: string; readonly params?: unknown });
    expect(sent.filter(({ method }) => method === 'account/login/cancel')).toMatchObject([
      { params: { loginId: 'L' } },
    ]);
  }),
);
