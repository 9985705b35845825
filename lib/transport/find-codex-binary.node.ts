import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import { CodexBinaryNotFoundError } from '../errors/codex-binary-not-found-error.js';

/** Where to look for codex. */
export interface FindCodexBinaryOptions {
  /** The path of the binary; nothing else is tried when it is given. */
  readonly codexBin?: string;
  /** The environment to read `CODEX_BIN` and `PATH` from. Default: `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Folders from which the package `@openai/codex` is resolved. Default: the working folder and the main script's. */
  readonly from?: readonly string[];
  /** Default: `process.platform`. */
  readonly platform?: NodeJS.Platform;
  /** Default: `process.arch`. */
  readonly arch?: string;
}

/** The target triple in the folder names of the platform packages of `@openai/codex` (its bin/codex.js, 0.169.0). */
const triples: Readonly<Record<string, string>> = {
  'linux-x64': 'x86_64-unknown-linux-musl',
  'linux-arm64': 'aarch64-unknown-linux-musl',
  'android-x64': 'x86_64-unknown-linux-musl',
  'android-arm64': 'aarch64-unknown-linux-musl',
  'darwin-x64': 'x86_64-apple-darwin',
  'darwin-arm64': 'aarch64-apple-darwin',
  'win32-x64': 'x86_64-pc-windows-msvc',
  'win32-arm64': 'aarch64-pc-windows-msvc',
};

/**
 * Finds the codex binary: the option, then `CODEX_BIN`, then the platform binary of the package `@openai/codex`,
 * then `PATH`.
 *
 * The platform binary is taken directly, not the package's script, so that Windows needs no shell and a signal
 * reaches codex itself.
 *
 * @throws CodexBinaryNotFoundError with every place that was tried
 */
export const findCodexBinary = (options: FindCodexBinaryOptions = {}): string => {
  const { env = process.env, platform = process.platform, arch = process.arch } = options;
  const tried: string[] = [];

  const usable = (path: string, where: string): string | undefined => {
    const fault = faultOf(path, platform);
    if (fault === undefined) return path;
    tried.push(`${where}: ${path} (${fault})`);
    return undefined;
  };

  // A path that somebody named is never passed over for another one.
  if (options.codexBin !== undefined) {
    return usable(resolve(options.codexBin), 'option codexBin') ?? notFound(tried);
  }
  if (env['CODEX_BIN']) return usable(resolve(env['CODEX_BIN']), 'variable CODEX_BIN') ?? notFound(tried);
  tried.push('variable CODEX_BIN: not set');

  const from = options.from ?? [process.cwd(), ...(process.argv[1] ? [dirname(process.argv[1])] : [])];
  return (
    fromPackage(from, `${platform}-${arch}`, usable, tried) ??
    fromPath(env['PATH'] ?? env['Path'] ?? '', platform, tried) ??
    notFound(tried)
  );
};

type Usable = (path: string, where: string) => string | undefined;

const fromPackage = (
  from: readonly string[],
  target: string,
  usable: Usable,
  tried: string[],
): string | undefined => {
  const triple = triples[target];
  if (!triple) {
    tried.push(`package @openai/codex: has no binary for ${target}`);
    return undefined;
  }
  const platformPackage = `@openai/codex-${target.replace('android', 'linux')}`;
  const binary = target.startsWith('win32') ? 'codex.exe' : 'codex';
  for (const folder of new Set(from)) {
    const root = packageFolder(folder);
    if (root === undefined) {
      tried.push(`package @openai/codex: not installed, as seen from ${folder}`);
      continue;
    }
    const vendor = resolveFrom(root, `${platformPackage}/package.json`);
    const base = vendor === undefined ? root : dirname(vendor);
    const found = usable(join(base, 'vendor', triple, 'bin', binary), `package ${platformPackage}`);
    if (found) return found;
  }
  return undefined;
};

const packageFolder = (folder: string): string | undefined => {
  const manifest = resolveFrom(folder, '@openai/codex/package.json');
  return manifest === undefined ? undefined : dirname(manifest);
};

const resolveFrom = (folder: string, request: string): string | undefined => {
  try {
    return createRequire(join(resolve(folder), 'noop.js')).resolve(request);
  } catch {
    return undefined;
  }
};

const fromPath = (path: string, platform: NodeJS.Platform, tried: string[]): string | undefined => {
  // On Windows npm puts a script `codex.cmd` on the path, which only a shell could run: only the .exe counts.
  const name = platform === 'win32' ? 'codex.exe' : 'codex';
  for (const folder of path.split(delimiter)) {
    const candidate = join(folder, name);
    if (isAbsolute(folder) && faultOf(candidate, platform) === undefined) return candidate;
  }
  tried.push(`PATH: no executable ${name} in it`);
  return undefined;
};

const faultOf = (path: string, platform: NodeJS.Platform): string | undefined => {
  if (!existsSync(path)) return 'does not exist';
  if (!statSync(path).isFile()) return 'is not a file';
  try {
    accessSync(path, platform === 'win32' ? constants.F_OK : constants.X_OK);
    return undefined;
  } catch {
    return 'is not executable';
  }
};

const notFound = (tried: readonly string[]): never => {
  throw new CodexBinaryNotFoundError(tried);
};
