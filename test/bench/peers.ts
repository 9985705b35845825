import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { env, execPath } from 'node:process';
import { pathToFileURL } from 'node:url';
import type { CreateCodexAppServer } from './contestants/ai-sdk-provider';
import type { ReadBuffer } from './contestants/mcp-sdk';
import type { Split } from './contestants/split2';

/** What codex-rx is compared with. */
export interface Peers {
  /** By the name of the package. */
  readonly versions: Readonly<Record<string, string>>;
  readonly split: Split;
  readonly ReadBuffer: ReadBuffer;
  readonly createCodexAppServer: CreateCodexAppServer;
  /** The folder that packages of peers are resolved from. */
  readonly modules: string;
}

/** Has a `package.json` of its own, so that installing codex-rx for work on it stays small. */
const folder = resolve('test/bench/peers');
const modules = join(folder, 'node_modules');

/**
 * Imports a file of an installed peer.
 *
 * @param file its path below `node_modules`
 */
export const importPeer = async <T>(file: string): Promise<T> =>
  (await import(pathToFileURL(join(modules, file)).href)) as T;

/**
 * Loads the peers, and installs them first if they are not there as `package.json` names them.
 *
 * @param say called with what is being done, if anything is
 */
export const loadPeers = async (say: (text: string) => void): Promise<Peers> => {
  const { dependencies } = await readPackage(folder);
  const missing = await namesOfMissing(dependencies);
  if (missing.length > 0) {
    say(`installing the peers (${missing.join(', ')} missing) in test/bench/peers`);
    await install();
    const still = await namesOfMissing(dependencies);
    if (still.length > 0) throw new Error(`npm ci did not install ${still.join(', ')} in test/bench/peers`);
  }
  const split = await importPeer<{ readonly default: Split }>('split2/index.js');
  const mcp = await importPeer<{ readonly ReadBuffer: ReadBuffer }>(
    '@modelcontextprotocol/sdk/dist/esm/shared/stdio.js',
  );
  const provider = await importPeer<{ readonly createCodexAppServer: CreateCodexAppServer }>(
    'ai-sdk-provider-codex-cli/dist/index.js',
  );
  return {
    versions: dependencies,
    split: split.default,
    ReadBuffer: mcp.ReadBuffer,
    createCodexAppServer: provider.createCodexAppServer,
    modules,
  };
};

interface Package {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const readPackage = async (of: string): Promise<Package> =>
  JSON.parse(await readFile(join(of, 'package.json'), 'utf8')) as Package;

const namesOfMissing = async (wanted: Readonly<Record<string, string>>): Promise<readonly string[]> => {
  const found = await Promise.all(
    Object.entries(wanted).map(async ([name, version]) => {
      const installed = await readPackage(join(modules, name)).catch(() => undefined);
      return installed?.version === version ? [] : [name];
    }),
  );
  return found.flat();
};

/** npm says where it is itself, so that no shell is needed to find it on any system. */
const install = (): Promise<void> =>
  new Promise((done, fail) => {
    const npm = env['npm_execpath'];
    const [command, before] = npm === undefined ? ['npm', []] : [execPath, [npm]];
    // Standard output is the report's.
    const child = spawn(command, [...before, 'ci'], { cwd: folder, stdio: ['ignore', 2, 2] });
    const failed = (why: string): Error =>
      new Error(`npm ci in test/bench/peers ${why}; --no-peers runs the benchmarks without them`);
    child.once('error', (error) => fail(failed(`could not be run (${error.message})`)));
    child.once('close', (code) => (code === 0 ? done() : fail(failed(`ended with code ${String(code)}`))));
  });
