import { isolatedEnv } from '../../../lib/testing/home/isolated-env.js';

const places = { path: '/a/codex-home', userHome: '/a/user-home' };

test('it names the home, empties tokens, and leads past every proxy to this machine', () => {
  const env = isolatedEnv({ ...places, offline: false });
  expect(env).toEqual({
    CODEX_HOME: '/a/codex-home',
    CODEX_SQLITE_HOME: '/a/codex-home',
    HOME: '/a/user-home',
    OPENAI_API_KEY: '',
    CODEX_API_KEY: '',
    CODEX_ACCESS_TOKEN: '',
    NO_PROXY: '127.0.0.1,localhost,::1',
    no_proxy: '127.0.0.1,localhost,::1',
  });
});

test('offline, every other address is behind a dead proxy', () => {
  const env = isolatedEnv({ ...places, offline: true });
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']) {
    expect(env[name]).toBe('http://127.0.0.1:9');
  }
});
