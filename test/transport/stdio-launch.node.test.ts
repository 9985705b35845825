import { CodexBinaryNotFoundError } from '../../lib/errors/codex-binary-not-found-error.js';
import { CodexOptionsError } from '../../lib/errors/codex-options-error.js';
import { secretsOf, stdioLaunch, type StdioLaunchOptions } from '../../lib/transport/stdio-launch.node.js';

describe('stdioLaunch', () => {
  const codexBin = process.execPath;

  it('runs the app-server of the binary, with the settings behind it', () => {
    expect(
      stdioLaunch({ codexBin, cwd: 'x', config: { model: 'm', features: { apps: false } } }),
    ).toMatchObject({
      command: codexBin,
      args: ['app-server', '--config', 'model="m"', '--config', 'features.apps=false'],
      cwd: 'x',
    });
    expect(stdioLaunch({ codexBin })).toMatchObject({ args: ['app-server'], cwd: undefined });
  });

  it('replaces all of it with a command, as it is', () => {
    const args = ['-c', 'a b', '$(x)'];
    expect(stdioLaunch({ command: 'sh', args })).toMatchObject({ command: 'sh', args });
    expect(stdioLaunch({ command: 'ssh host codex' })).toMatchObject({ command: 'ssh host codex', args: [] });
  });

  it('lays the given variables over the inherited ones, and looks for the binary with them', () => {
    const { command, env } = stdioLaunch({ env: { CODEX_BIN: codexBin, NEW: '1', PATH: undefined } });
    expect(command).toBe(codexBin);
    expect(env).toEqual({ ...process.env, CODEX_BIN: codexBin, NEW: '1', PATH: undefined });
    expect(process.env['NEW']).toBeUndefined();
  });

  it.each<[StdioLaunchOptions, RegExp]>([
    [{ args: ['x'] }, /^The option args was given without command\./],
    [{ command: 'x', config: {} }, /^The option config has no effect beside command\./],
    [{ command: 'x', codexBin: 'y' }, /^The option codexBin has no effect/],
    [{ command: 'x', codexBin: 'y', config: { a: 1 } }, /^The option config and codexBin has no effect/],
    [{ codexBin, config: { 'a b': 1 } }, /^The config key "a b" is not a dotted path/],
  ])('refuses %j', (options, message) => {
    expect(() => stdioLaunch(options)).toThrow(CodexOptionsError);
    expect(() => stdioLaunch(options)).toThrow(message);
  });

  it('says where it looked for the binary', () => {
    expect(() => stdioLaunch({ env: { CODEX_BIN: '/no/such/codex' } })).toThrow(CodexBinaryNotFoundError);
  });
});

describe('secretsOf', () => {
  it('gives the values of an environment whose names sound secret', () => {
    const env = {
      OPENAI_API_KEY: 'k',
      GITHUB_TOKEN: 't',
      client_secret: 's',
      PGPASSWORD: 'p',
      MY_AUTH: 'a',
      GOOGLE_APPLICATION_CREDENTIALS: 'c',
      SESSION_COOKIE: 'o',
      PRIVATE_PEM: 'm',
      PATH: '/bin',
      HOME: '~',
      LANG: 'C',
      EMPTY_TOKEN: '',
      GONE_TOKEN: undefined,
    };
    expect(secretsOf(env)).toEqual(['k', 't', 's', 'p', 'a', 'c', 'o', 'm']);
  });

  it('gives what a configuration holds under such a name, at any depth', () => {
    const config = {
      model: 'gpt',
      model_providers: {
        x: { name: 'x', experimental_bearer_token: 'b', http_headers: { Authorization: 'h', Accept: 'any' } },
      },
      mcp_servers: {
        y: { args: ['--verbose'], env: { Y_KEY: 'e', DEBUG: '1' }, auth: ['u', { deep: 'd' }] },
      },
      'profiles.z.api_key': 'z',
      token_limit: 5,
    };
    expect(secretsOf(config)).toEqual(['b', 'h', 'e', 'u', 'd', 'z']);
  });

  it('leaves out names of variables, which an error message needs', () => {
    const provider = {
      env_key: 'OPENAI_API_KEY',
      bearer_token_env_var: 'MY_TOKEN',
      env_http_headers: { Authorization: 'MY_HEADER' },
    };
    expect(secretsOf({ model_providers: { x: provider } })).toEqual([]);
  });
});
