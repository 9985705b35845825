import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CodegenError } from '../errors.js';

/** Folders under `root` that hold a platform package of `@openai/codex`, wherever the package manager put it. */
const platformPackage = (root: string): string | undefined => {
  const name = `@openai/codex-${process.platform}-${process.arch}`;
  const fromRoot = createRequire(join(root, 'package.json'));
  try {
    // A strict package manager lets only @openai/codex itself see its platform package.
    const fromCodex = createRequire(fromRoot.resolve('@openai/codex/package.json'));
    return dirname(fromCodex.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
};

const binaryIn = (folder: string): string | undefined => {
  const vendor = join(folder, 'vendor');
  if (!existsSync(vendor)) return undefined;
  const executable = process.platform === 'win32' ? 'codex.exe' : 'codex';
  return readdirSync(vendor)
    .map((triple) => join(vendor, triple, 'bin', executable))
    .find((path) => existsSync(path));
};

/**
 * Finds the codex binary to ask for its schema: the given path, else `CODEX_BIN`, else the binary of the platform
 * package that comes with `@openai/codex`.
 *
 * @param root - the folder whose `node_modules` is searched
 * @param given - the path from the command line
 * @param env - the environment, for `CODEX_BIN`
 * @throws {@link CodegenError} when there is none
 */
export const findBinary = (root: string, given: string | undefined, env: NodeJS.ProcessEnv): string => {
  const named = given ?? (env['CODEX_BIN'] || undefined);
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new CodegenError(`There is no codex binary at ${named}. Check ${given ? '--codex' : 'CODEX_BIN'}.`);
  }
  const folder = platformPackage(root);
  const found = folder === undefined ? undefined : binaryIn(folder);
  if (found !== undefined) return found;
  throw new CodegenError(
    'No codex binary found. Run `npm ci` so that @openai/codex brings one, or name one with --codex or CODEX_BIN.',
  );
};
