import { copyFile, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findCodexBinary } from '../../lib/transport/find-codex-binary.node';
import { entries, expectSuccess, installPacked, root, run, specifierOf, type Project } from './project';

jest.setTimeout(180_000);

const tsc = join(root, 'node_modules', 'typescript', 'lib', 'tsc.js');
const specifiers = entries.map(([name]) => specifierOf(name));
const both = entries.filter(([, entry]) => entry.import && entry.require).map(([name]) => specifierOf(name));

/** Options of a careful user: strict, and the declarations of packages are checked as well. */
const careful = {
  target: 'ES2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
};
const forNode = {
  ...careful,
  lib: ['ES2022'],
  types: ['node'],
  typeRoots: [join(root, 'node_modules/@types')],
};
const forBrowsers = {
  ...careful,
  lib: ['ES2022', 'DOM'],
  types: [],
  module: 'esnext',
  moduleResolution: 'bundler',
};

describe('the packed package, installed in an empty project', () => {
  let project: Project;

  beforeAll(async () => {
    project = await installPacked();
  });
  afterAll(() => project.dispose());

  /** Compiles copies of a program, each with its name, in a folder of their own; returns what the compiler says. */
  const compile = async (
    source: string,
    names: readonly string[],
    compilerOptions: object,
  ): Promise<string> => {
    const folder = await mkdtemp(join(project.path, 'program-'));
    for (const name of names) await copyFile(join(__dirname, 'consumer', source), join(folder, name));
    const options = { ...compilerOptions, outDir: join(project.path, 'out') };
    await writeFile(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, files: names }),
    );
    const { stdout } = await run(process.execPath, [tsc, '-p', folder], project.path);
    return stdout;
  };

  const evaluate = async (code: string, ...flags: string[]): Promise<unknown> => {
    const { stderr, ...rest } = await run(process.execPath, [...flags, '-e', code], project.path);
    expect(stderr).toBe('');
    return JSON.parse(expectSuccess({ stderr, ...rest })) as unknown;
  };

  it('loads every entry as an ES module and as CommonJS, with the same names', async () => {
    const list = (load: string, names: readonly string[]): string =>
      `const names = {}; for (const name of ${JSON.stringify(names)})
       names[name] = Object.keys(${load}(name)).sort(); console.log(JSON.stringify(names));`;
    const esm = await evaluate(list('await import', specifiers), '--input-type=module');
    const cjs = await evaluate(list('require', both), '--input-type=commonjs');
    expect(Object.keys(esm as object)).toEqual(specifiers);
    expect(esm).toMatchObject(cjs as object);
    expect(Object.values(cjs as Record<string, string[]>).every((names) => names.length > 0)).toBe(true);
  });

  it('recognises the errors of its other copy', async () => {
    const code = `import { createRequire } from 'node:module';
      import { CodexError, isCodexError } from 'codex-rx';
      const other = createRequire(import.meta.url)('codex-rx');
      const error = new other.CodexError('from CommonJS');
      console.log(JSON.stringify([error instanceof CodexError, isCodexError(error), isCodexError(new Error('no'))]));`;
    expect(await evaluate(code, '--input-type=module')).toEqual([false, true, false]);
  });

  it('compiles for Node without skipLibCheck, and the result runs a real turn in both module systems', async () => {
    const options = { ...forNode, module: 'node16', moduleResolution: 'node16' };
    expect(await compile('node.ts', ['main.mts', 'main.cts'], options)).toBe('');
    const codex = { CODEX_BIN: findCodexBinary({ from: [root] }) };
    for (const program of ['out/main.mjs', 'out/main.cjs']) {
      const { stderr, ...rest } = await run(process.execPath, [program], project.path, codex);
      expect(JSON.parse(expectSuccess({ stderr, ...rest }))).toEqual({
        version: '0.169.0',
        status: 'completed',
        answer: 'Hello from the package.',
        lastText: 'Hello from the package.',
        wrongThread: 'Left',
        typedError: true,
      });
      expect(stderr).toBe('');
    }
  });

  it('compiles for a bundler with the types of Node', async () => {
    const options = { ...forNode, module: 'esnext', moduleResolution: 'bundler' };
    expect(await compile('node.ts', ['bundled.ts'], options)).toBe('');
  });

  it('compiles for browsers with the types of the DOM alone', async () => {
    expect(await compile('browser.ts', ['page.ts'], forBrowsers)).toBe('');
  });
});
