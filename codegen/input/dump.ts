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
const EXPERIMENTAL = ['--experimental'];

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

/** A codex binary that is run in a temporary folder. */
interface Workplace {
  readonly folder: string;
  readonly codex: (...args: string[]) => Promise<string>;
}

/**
 * Lends a temporary folder, with a `CODEX_HOME` of its own so that no user's settings are read, and removes it
 * afterwards. No shell takes part.
 */
const inWorkplace = async <A>(
  binary: string,
  env: NodeJS.ProcessEnv,
  work: (workplace: Workplace) => Promise<A>,
): Promise<A> => {
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
  try {
    await mkdir(home);
    return await work({ folder, codex });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const schemaOf = async (
  { folder, codex }: Workplace,
  name: string,
  flags: readonly string[],
): Promise<Json> => {
  const out = join(folder, name, 'json');
  await codex('app-server', 'generate-json-schema', ...flags, '--out', out);
  const text = await readFile(join(out, SCHEMA_FILE), 'utf8').catch((error: unknown) => {
    throw new CodegenError(
      `The binary wrote no ${SCHEMA_FILE}. Teach codegen/input/dump.ts its new layout.`,
      { cause: error },
    );
  });
  return JSON.parse(text) as Json;
};

const sideOf = async (workplace: Workplace, name: string, flags: readonly string[]): Promise<DumpSide> => {
  const schema = await schemaOf(workplace, name, flags);
  const out = join(workplace.folder, name, 'ts');
  await workplace.codex('app-server', 'generate-ts', ...flags, '--out', out);
  return { schema, typescript: await readTypescript(out) };
};

/**
 * Runs a codex binary for its JSON schema and its TypeScript types, with and without what is experimental.
 *
 * @throws {@link CodegenError} when the binary fails or its output has another layout
 */
export const dumpProtocol = (binary: string, env: NodeJS.ProcessEnv): Promise<Dump> =>
  inWorkplace(binary, env, async (workplace) => {
    const version = /(\d+\.\d+\.\d+\S*)/.exec(await workplace.codex('--version'))?.[1];
    if (version === undefined) throw new CodegenError(`${binary} --version prints no version.`);
    const experimental = await sideOf(workplace, 'experimental', EXPERIMENTAL);
    const stable = await sideOf(workplace, 'stable', []);
    return { version, hash: hashOf(version, [experimental, stable]), experimental, stable };
  });

/**
 * Runs a codex binary for its JSON schema alone, with what is experimental.
 *
 * @throws {@link CodegenError} as above
 */
export const dumpSchema = (binary: string, env: NodeJS.ProcessEnv): Promise<Json> =>
  inWorkplace(binary, env, (workplace) => schemaOf(workplace, 'experimental', EXPERIMENTAL));
