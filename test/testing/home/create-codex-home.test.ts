import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  createCodexHome,
  type CodexHome,
  type CodexHomeOptions,
} from '../../../lib/testing/home/create-codex-home.js';
import { parseTomlValue } from '../support/parse-toml-value.js';
import type { Wire } from '../support/raw-app-server.js';

const modelUrl = 'http://127.0.0.1:1/v1';
const homes: CodexHome[] = [];
const create = async (options: Partial<CodexHomeOptions> = {}) => {
  const home = await createCodexHome({ modelUrl, ...options });
  homes.push(home);
  return home;
};
afterEach(() => Promise.all(homes.splice(0).map((home) => home.dispose())));

const configOf = (home: CodexHome): Wire =>
  Object.fromEntries(
    readFileSync(home.configPath, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf(' =')), parseTomlValue(line.slice(line.indexOf(' =') + 2))]),
  );

test('options and config are laid over it, table by table', async () => {
  const config = configOf(
    await create({
      model: 'other',
      approvalPolicy: 'never',
      sandboxMode: 'workspace-write',
      planTool: false,
      retries: { request: 1, stream: 2, connection: true },
      config: {
        features: { plugins: undefined, goals: false },
        mcp_servers: { 'my server': { command: 'x', args: ['"', '\\'] } },
        check_for_update_on_startup: undefined,
      },
    }),
  );
  expect(config).toMatchObject({ model: 'other', approval_policy: 'never', sandbox_mode: 'workspace-write' });
  expect(config.model_providers.scripted).toMatchObject({ request_max_retries: 1, stream_max_retries: 2 });
  expect(config.features).toEqual({
    apps: false,
    enable_request_compression: false,
    goals: false,
    shell_snapshot: false,
    unbounded_connection_retries: true,
  });
  expect(config.mcp_servers).toEqual({ 'my server': { command: 'x', args: ['"', '\\'] } });
  expect(Object.keys(config)).not.toContain('tools');
  expect(Object.keys(config)).not.toContain('check_for_update_on_startup');
});

test('the environment is that of the home, offline unless told otherwise', async () => {
  const { env, path } = await create();
  expect(env).toMatchObject({ CODEX_HOME: path, HTTPS_PROXY: 'http://127.0.0.1:9' });
  expect((await create({ offline: false })).env).not.toHaveProperty('HTTPS_PROXY');
});

test('each home is one of its own, and dispose removes it, twice, unless it is to be kept', async () => {
  const [one, two] = [await create(), await create({ keep: true })];
  expect(one.path).not.toBe(two.path);
  expect([existsSync(one.workdir), readdirSync(one.workdir)]).toEqual([true, []]);
  await Promise.all([one.dispose(), one.dispose(), two.dispose()]);
  expect([existsSync(dirname(one.path)), existsSync(two.configPath)]).toEqual([false, true]);
  rmSync(dirname(two.path), { recursive: true });
});

test('what makes no sense is refused and leaves nothing behind', async () => {
  const root = mkdtempSync(join(tmpdir(), 'home-test-'));
  await expect(create({ root, modelUrl: 'localhost:1' })).rejects.toThrow(
    /modelUrl must be an http URL, not "localhost:1"/,
  );
  await expect(create({ root, config: { a: { b: undefined } } })).rejects.toThrow(
    /TOML: undefined at a\.b cannot/,
  );
  expect(readdirSync(root)).toEqual([]);
  const home = await create({ root });
  expect(readdirSync(root)).toHaveLength(1);
  await home.dispose();
  expect(readdirSync(root)).toEqual([]);
  rmSync(root, { recursive: true });
});
