import { writeFileSync } from 'node:fs';
import { createCodexHome, type CodexHome } from '../../lib/testing/home/create-codex-home.js';
import { CodexProcessError } from '../../lib/errors/codex-process-error.js';
import type { CodexConfig } from '../../lib/transport/config-arguments.js';
import { encodeMessage, maxNesting } from '../../lib/wire/encode-message.js';
import type { OutgoingMessage } from '../../lib/wire/message.js';
import { until } from '../support/wait.js';
import { childCount, connectTo, type Listened } from './children.js';

let home: CodexHome;

beforeAll(async () => {
  // No turn is run, so nothing ever asks this address.
  home = await createCodexHome({ modelUrl: 'http://127.0.0.1:9/v1' });
});
afterAll(() => home.dispose());
afterEach(() => until(() => childCount() === 0, 'no codex left'));

const start = (config: CodexConfig = {}): Promise<Listened> =>
  connectTo({ env: home.env, cwd: home.workdir, config });

const send = (codex: Listened, message: OutgoingMessage): Promise<void> =>
  codex.connection.send(encodeMessage(message));

interface Answer {
  readonly id?: unknown;
  readonly result?: {
    readonly userAgent?: string;
    readonly config?: {
      readonly shell_environment_policy: { readonly inherit: unknown; readonly set: unknown };
    };
  };
  readonly error?: { readonly code: number; readonly message: string };
}

/** Sends a request and waits for the answer under its id. */
const ask = async (codex: Listened, id: number, method: string, params: unknown): Promise<Answer> => {
  await send(codex, { id, method, params });
  let answer: Answer | undefined;
  const find = (): boolean => {
    answer = codex.lines.map((line) => JSON.parse(line) as Answer).find((message) => message.id === id);
    return answer !== undefined;
  };
  await until(find, `the answer to ${method}`);
  return answer!;
};

const initialize = (codex: Listened): Promise<Answer> =>
  ask(codex, 1, 'initialize', { clientInfo: { name: 'codex-rx-test', version: '0' } });

describe('the real codex', () => {
  it('answers over the pipe, ends on close and leaves nothing behind', async () => {
    const codex = await start();
    expect((await initialize(codex)).result?.userAgent).toMatch(/^codex-rx-test\/0\.\d+\.\d+ /);
    const before = performance.now();
    await codex.connection.close();
    // The end of stdin is enough for it: no signal, which would come after 2 s.
    expect(performance.now() - before).toBeLessThan(1_900);
    expect(await codex.end).toBeUndefined();
    expect(codex.diagnostics).toEqual([]);
  });

  it('reads the settings back as they were given', async () => {
    const set = {
      plain: 'x',
      'with.dot and blank': '"quoted" \'too\' \\ back\\slash',
      'odd = [key]': '$(touch pwned) `id` ; # no comment',
      lines: 'a\nb\r\n\t\u0001\u007f',
      unicode: '\u2028 é 漢 😀',
      '': 'an empty key',
    };
    const config = {
      model: 'no "model" at all\n',
      'history.max_bytes': 123_456,
      hide_agent_reasoning: true,
      project_doc_fallback_filenames: ['a b', "it's", ''],
      shell_environment_policy: { inherit: 'none', set },
      projects: { '/some/path.with dots': { trust_level: 'untrusted' } },
    };
    const codex = await start(config);
    await initialize(codex);
    const { result } = await ask(codex, 2, 'config/read', { includeLayers: false });
    expect(result?.config).toMatchObject({
      model: config.model,
      history: { max_bytes: 123_456 },
      hide_agent_reasoning: true,
      project_doc_fallback_filenames: config.project_doc_fallback_filenames,
      projects: config.projects,
    });
    expect(result?.config?.shell_environment_policy.inherit).toBe('none');
    expect(result?.config?.shell_environment_policy.set).toEqual(set);
    await codex.connection.close();
  });

  it('answers a message as deep as one may be written, and one with mended surrogates', async () => {
    const codex = await start();
    await initialize(codex);
    let deep: unknown = 0;
    for (let level = 0; level < maxNesting - 2; level += 1) deep = [deep];
    expect(await ask(codex, 2, 'thread/list', { extra: deep })).toHaveProperty('result');
    expect((await ask(codex, 3, 'thread/read', { threadId: 'half a pair: \ud83d' })).error).toBeDefined();
    await codex.connection.close();
  });

  it('that refuses a setting is an error with the reason it gave', async () => {
    const codex = await start({ 'history.max_bytes': 'many' });
    const error = (await codex.end) as CodexProcessError;
    expect(error).toBeInstanceOf(CodexProcessError);
    expect(error.exitCode).toBe(1);
    expect(error.message).toMatch(/stderr: [^]*history\.max_bytes/);
  });

  it('that is killed is an error with the signal', async () => {
    const codex = await start();
    await initialize(codex);
    process.kill(codex.connection.info.pid!, 'SIGKILL');
    expect(await codex.end).toMatchObject({ exitCode: null, signal: 'SIGKILL' });
  });

  it('with a broken config.toml starts all the same, and what it says of that is read', async () => {
    const other = await createCodexHome({ modelUrl: 'http://127.0.0.1:9/v1' });
    writeFileSync(other.configPath, 'this is [not TOML');
    const codex = await connectTo({ env: other.env, cwd: other.workdir });
    await initialize(codex);
    await until(() => codex.lines.some((line) => line.includes('Invalid configuration')), 'the warning');
    await codex.connection.close();
    await other.dispose();
    expect(codex.diagnostics).toEqual([]);
  });
});
