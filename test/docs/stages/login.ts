import { createCodexClient, type CodexClient } from 'codex-rx';
import { stdioTransport } from 'codex-rx/node';
import { byCall, fakeAppServer, reply, send, waitFor, type FakeStep } from 'codex-rx/testing';
import { chatgptToken } from '../../support/chatgpt-token';
import { atTheEnd, print } from '../support/page-runtime';

const account = { type: 'chatgpt', email: 'ada@example.org', planType: 'plus' };

const ended = (loginId: string, error: string | null): FakeStep =>
  send({ method: 'account/login/completed', params: { loginId, success: error === null, error } });

const browser = (loginId: string): FakeStep =>
  reply({ type: 'chatgpt', loginId, authUrl: `https://example.org/auth?${loginId}` });

const device = (loginId: string): FakeStep =>
  reply({
    type: 'chatgptDeviceCode',
    loginId,
    verificationUrl: 'https://example.org/device',
    userCode: 'AB-12',
  });

const limits = (usedPercent: number) => ({ rateLimits: { primary: { usedPercent } } });

/** What the real server does only for an account: logins in the order of the page, and limits. */
const fake = fakeAppServer(
  {
    on: {
      'account/login/start': [
        byCall(
          [browser('L1'), waitFor('test/done'), ended('L1', null)],
          [device('L2'), waitFor('test/done'), ended('L2', null)],
          [device('L3')],
          [browser('L4'), waitFor('test/done'), ended('L4', 'Login server error: Login was not completed')],
        ),
      ],
      'account/login/cancel': [reply({ status: 'canceled' })],
      'account/read': [reply({ account, requiresOpenaiAuth: true })],
      'account/rateLimits/read': [
        reply(limits(12)),
        send({ method: 'account/rateLimits/updated', params: limits(80) }),
      ],
    },
  },
  { record: true },
);

/** A client whose logins this stage brings to their ends. */
export const codex: CodexClient = createCodexClient(stdioTransport(fake));

atTheEnd(async () => {
  await codex.close();
  const cancelled = fake
    .received()
    .map(
      (message) => message as { readonly method?: string; readonly params?: { readonly loginId?: string } },
    )
    .filter(({ method }) => method === 'account/login/cancel');
  print(`cancelled: ${cancelled.map(({ params }) => params?.loginId).join()}`);
  fake.dispose();
});

const done = (what: string): void => {
  print(what);
  void codex.notify('test/done', {});
};

export const openBrowser = (url: string): void => done(`open ${url}`);
export const closeBrowser = (url: string): void => done(`close ${url}`);
export const showCode = (url: string, code: string): void => {
  print(`code ${code} for ${url}`);
  void codex.notify('test/done', {});
};
export const showError = (error: unknown): void => print(`error ${String(error)}`);

/** How long a person is waited for, in ms. */
export const patience = 1_000;

export const secrets = { openaiApiKey: 'sk-not-a-real-key' };

interface Tokens {
  readonly accessToken: string;
  readonly chatgptAccountId: string;
}

export const tokens = {
  current: (): Tokens => ({ accessToken: chatgptToken('1'), chatgptAccountId: 'acct-1' }),
  renew: (): Promise<Tokens> => {
    print('renewed');
    return Promise.resolve({ accessToken: chatgptToken('2'), chatgptAccountId: 'acct-1' });
  },
};
