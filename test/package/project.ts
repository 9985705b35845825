import { execFile, type ExecFileException } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFiles } from '../structure/sources';

/** The top of the repository. */
export const root = join(__dirname, '../..');

/** What `exports` says of one entry, per module system. */
interface Entry {
  readonly import?: { readonly types: string; readonly default: string };
  readonly require?: { readonly types: string; readonly default: string };
}

/** The parts of package.json that these tests look at. */
interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Entry>>;
}

/** package.json. */
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;

/** The entries that hold code: `.`, `./node` and so on, with their files. */
export const entries: readonly (readonly [name: string, entry: Entry])[] = Object.entries(
  manifest.exports,
).filter(([name]) => name !== './package.json');

/** The specifier by which a user imports an entry. */
export const specifierOf = (name: string): string => name.replace(/^\./, 'codex-rx');

/** What a finished command said. */
export interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const exitCode = (error: ExecFileException | null): number =>
  error === null ? 0 : typeof error.code === 'number' ? error.code : 1;

/** Runs a command to its end. */
export const run = (
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Finished> =>
  new Promise((done) => {
    const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 1 << 26, timeout: 120_000 };
    execFile(command, args, options, (error, stdout, stderr) => {
      done({ code: exitCode(error), stdout, stderr });
    });
  });

/** Runs npm without a shell: by the script that runs the tests, or beside the Node that does. */
export const npm = (args: readonly string[], cwd: string): Promise<Finished> => {
  const script = process.env['npm_execpath'];
  return script === undefined ? run('npm', args, cwd) : run(process.execPath, [script, ...args], cwd);
};

/** Throws if dist/ is not there or is older than the sources it was made from. */
export const requireBuild = (): void => {
  const built = join(root, 'dist', 'index.d.cts');
  if (!existsSync(built)) throw new Error('dist/ is missing: run `npm run build` first');
  const sources = Object.keys(readFiles(root, 'lib', (path) => path.endsWith('.ts')));
  const newest = Math.max(...sources.map((path) => statSync(join(root, path)).mtimeMs));
  if (newest > statSync(built).mtimeMs)
    throw new Error('dist/ is older than lib/: run `npm run build` first');
};

/** Says what went wrong, with all the output, unless the command succeeded. */
export const expectSuccess = ({ code, stdout, stderr }: Finished): string => {
  if (code !== 0) throw new Error(`exit code ${String(code)}\n${stdout}\n${stderr}`);
  return stdout;
};

/** An empty project of a user, with the packed package installed in it. */
export interface Project {
  readonly path: string;
  dispose(): Promise<void>;
}

/** Packed from node_modules of this repository, so that the installation needs no network. */
const LOCAL = ['rxjs', 'tslib', 'io-ts', 'fp-ts'];

/** Packs the package and installs the tarball, as npm would from the registry, into a new project. */
export const installPacked = async (): Promise<Project> => {
  requireBuild();
  const path = await mkdtemp(join(tmpdir(), 'codex-rx-consumer-'));
  const dispose = () => rm(path, { recursive: true, force: true });
  try {
    expectSuccess(await npm(['pack', '--ignore-scripts', '--silent', '--pack-destination', path], root));
    const dependencies = Object.fromEntries(
      LOCAL.map((name) => [name, `file:${join(root, 'node_modules', name)}`]),
    );
    dependencies['codex-rx'] = `file:codex-rx-${manifest.version}.tgz`;
    await writeFile(join(path, 'package.json'), JSON.stringify({ private: true, dependencies }));
    const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--silent'];
    expectSuccess(await npm(['install', '--offline', '--install-links', ...quiet], path));
    return { path, dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
};
