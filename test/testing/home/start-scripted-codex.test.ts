import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startScriptedCodex } from '../../../lib/testing/home/start-scripted-codex.js';
import { command } from '../../../lib/testing/model/command.js';
import { text } from '../../../lib/testing/model/text.js';
import { findCodexBinary } from '../../../lib/transport/find-codex-binary.node.js';
import { startRawAppServer, type RawAppServer, type Wire } from '../support/raw-app-server.js';

test('what cannot be made leaves neither a folder nor a server behind', async () => {
  const root = mkdtempSync(join(tmpdir(), 'scripted-codex-test-'));
  await expect(startScriptedCodex({ root, config: { a: Number.NaN } })).rejects.toThrow(
    /NaN at a is not a finite/,
  );
  expect(readdirSync(root)).toEqual([]);
  const codex = await startScriptedCodex({ root });
  expect(codex).toMatchObject({ env: codex.home.env, cwd: codex.home.workdir });
  await Promise.all([codex.dispose(), codex.dispose()]);
  expect(readdirSync(root)).toEqual([]);
  await expect(fetch(codex.model.url)).rejects.toThrow();
  rmSync(root, { recursive: true });
});

let server: RawAppServer | undefined;
afterEach(() => server?.end());

test('the user and the machine stay out of it: no login, no history, no shell files, no writes elsewhere', async () => {
  const codex = await startScriptedCodex({
    script: [{ replies: [command('echo $HOME:$0'), text('done')] }],
  });
  server = startRawAppServer(findCodexBinary(), ['app-server'], codex);
  const { codexHome } = await server.initialize();
  expect(codexHome).toBe(codex.home.path);
  expect((await server.request('account/read')).account).toBeNull();
  expect((await server.request('thread/list')).data).toEqual([]);
  await server.runTurn(await server.startThread({ cwd: codex.cwd }), 'go');
  const { item } = (await server.until('the command', (message) => message.params?.item?.exitCode === 0))
    .params;
  expect(item.command).toContain('bash -c');
  expect(item.aggregatedOutput).toMatch(new RegExp(`^${join(codex.home.path, '..')}`));
  expect(codex.model.errors).toEqual([]);
  await server.end();
  await codex.dispose();
  expect(existsSync(dirname(codex.home.path))).toBe(false);
});

/** Runs a turn, counting whom codex tries to reach through its proxy in that time and a second more. */
const contactsOf = async (config: Wire): Promise<string[]> => {
  const contacts: string[] = [];
  const note = (url: string | undefined) => contacts.push(url ?? '');
  const proxy = createServer((request, response) => {
    note(request.url);
    response.writeHead(502).end();
  }).on('connect', (request, socket) => {
    note(request.url);
    socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const via = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];

  const codex = await startScriptedCodex({
    config,
    script: [{ replies: [command('echo hi'), text('done')] }],
  });
  const env = { ...codex.env, ...Object.fromEntries(names.map((name) => [name, via])) };
  server = startRawAppServer(findCodexBinary(), ['app-server'], { env, cwd: codex.cwd });
  await server.initialize();
  await server.runTurn(await server.startThread({ cwd: codex.cwd }), 'go');
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await server.end();
  await codex.dispose();
  await new Promise((resolve) => proxy.close(resolve).closeAllConnections());
  return contacts;
};

test('nobody but the scripted model is contacted', async () => {
  expect(await contactsOf({})).toEqual([]);
});

test('and the proxy that says so does see the contacts of a codex that is not kept quiet', async () => {
  expect(await contactsOf({ features: { plugins: true, apps: true } })).not.toEqual([]);
});
