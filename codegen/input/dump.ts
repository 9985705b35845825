import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CodegenError } from '../errors.js';

/** A JSON schema, or a part of one, before it has been looked at. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** One variant of the output: everything, or only what is stable. */
export interface DumpSide {
  /** The whole schema in one object. */
  readonly schema: Json;
  /** The TypeScript output: file text by path without its ending, such as `v2/Thread`. */
  readonly typescript: ReadonlyMap<string, string>;
}

/** What a codex binary says about its protocol. */
export interface Dump {
  /** The version of the binary, such as `0.169.0`. */
  readonly version: string;
  /** SHA-256 over all of the output, in hex. */
  readonly hash: string;
  readonly experimental: DumpSide;
  readonly stable: DumpSide;
}

const run = promisify(execFile);
const SCHEMA_FILE = 'codex_app_server_protocol.schemas.json';

const readTypescript = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const paths = (await readdir(folder, { recursive: true }))
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/(^|\/)index\.ts$/.test(path))
    .sort();
  const texts = await Promise.all(
    paths.map(
      async (path) => [path.slice(0, -'.ts'.length), await readFile(join(folder, path), 'utf8')] as const,
    ),
  );
  return new Map(texts);
};

const hashOf = (version: string, sides: readonly DumpSide[]): string => {
  const hash = createHash('sha256').update(version);
  for (const side of sides) {
    hash.update(JSON.stringify(side.schema));
    for (const [path, text] of side.typescript) hash.update(path).update(text);
  }
  return hash.digest('hex');
};

/**
 * Runs a codex binary for its JSON schema and its TypeScript types, with and without what is experimental.
 *
 * It works in a temporary folder, with a `CODEX_HOME` of its own so that no user's settings are read, and removes
 * it afterwards. No shell takes part.
 *
 * @throws {@link CodegenError} when the binary fails or its output has another layout
 */
export const dumpProtocol = async (binary: string, env: NodeJS.ProcessEnv): Promise<Dump> => {
  const folder = await mkdtemp(join(tmpdir(), 'codex-rx-codegen-'));
  const home = join(folder, 'home');
  const codex = async (...args: string[]): Promise<string> => {
    try {
      return (await run(binary, args, { cwd: folder, env: { ...env, CODEX_HOME: home } })).stdout;
    } catch (error) {
      throw new CodegenError(`\`codex ${args.join(' ')}\` failed. Is ${binary} a codex of 0.140 or later?`, {
        cause: error,
      });
    }
  };
  const side = async (name: string, flags: readonly string[]): Promise<DumpSide> => {
    const out = join(folder, name);
    await codex('app-server', 'generate-json-schema', ...flags, '--out', join(out, 'json'));
    await codex('app-server', 'generate-ts', ...flags, '--out', join(out, 'ts'));
    const text = await readFile(join(out, 'json', SCHEMA_FILE), 'utf8').catch((error: unknown) => {
      throw new CodegenError(
        `The binary wrote no ${SCHEMA_FILE}. Teach codegen/input/dump.ts its new layout.`,
        {
          cause: error,
        },
      );
    });
    return { schema: JSON.parse(text) as Json, typescript: await readTypescript(join(out, 'ts')) };
  };
  try {
    await mkdir(home);
    const version = /(\d+\.\d+\.\d+\S*)/.exec(await codex('--version'))?.[1];
    if (version === undefined) throw new CodegenError(`${binary} --version prints no version.`);
    const experimental = await side('experimental', ['--experimental']);
    const stable = await side('stable', []);
    return { version, hash: hashOf(version, [experimental, stable]), experimental, stable };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
