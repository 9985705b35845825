import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { ROOT } from './dump-once';

/** What the compiler said about a set of files. */
export interface Compiled {
  /** One line per error. */
  readonly errors: readonly string[];
  /** How many types the compiler instantiated. */
  readonly instantiations: number;
}

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  types: [],
  strict: true,
  noUncheckedIndexedAccess: true,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  noEmit: true,
};

const sources = new Map<string, ts.SourceFile | undefined>();

/** A host that parses what lies in the project once, however many programs use it. */
const cachingHost = (options: ts.CompilerOptions): ts.CompilerHost => {
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (path, languageVersion, ...more) => {
    if (!path.startsWith(ROOT.replaceAll('\\', '/'))) return read(path, languageVersion, ...more);
    if (!sources.has(path)) sources.set(path, read(path, languageVersion, ...more));
    return sources.get(path);
  };
  return host;
};

/** The declarations of `lib/protocol`, as a package would ship them, by path inside of it. */
export const protocolDeclarations = (): ReadonlyMap<string, string> => {
  const folder = join(ROOT, 'lib/protocol');
  const roots = readdirSync(join(folder, 'generated')).map((name) => join(folder, 'generated', name));
  const options = {
    ...OPTIONS,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: folder,
  };
  const emitted = new Map<string, string>();
  ts.createProgram(roots, options, cachingHost(options)).emit(undefined, (path, text) => {
    emitted.set(relative(folder, path).replaceAll('\\', '/'), text);
  });
  return emitted;
};

/** Compiles source files, given by name, in a folder of their own; the first one is the program's root. */
export const compile = async (files: ReadonlyMap<string, string>): Promise<Compiled> => {
  // Below the project, so that packages are found, and where no tool looks.
  const parent = join(ROOT, 'node_modules/.cache');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'codex-rx-types-'));
  try {
    for (const [name, text] of files) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    const [first] = files.keys();
    const program = ts.createProgram([join(folder, first as string)], OPTIONS, cachingHost(OPTIONS));
    return {
      errors: ts.getPreEmitDiagnostics(program).map((diagnostic) => {
        const line = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line ?? -1;
        const source = diagnostic.file?.text.split('\n')[line]?.trim() ?? '';
        return `${source.slice(0, 120)}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ').slice(0, 300)}`;
      }),
      instantiations: (program as unknown as { getInstantiationCount(): number }).getInstantiationCount(),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
