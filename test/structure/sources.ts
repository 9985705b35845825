import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** Text files by their path from the top of the repository, with `/` between its parts. */
export type Files = Readonly<Record<string, string>>;

/** TypeScript files, parsed and bound together; nothing is type-checked and no package is looked at. */
export interface Sources {
  /** The parsed files by path. */
  readonly files: ReadonlyMap<string, ts.SourceFile>;
  /** Resolves names and exports between the files. */
  readonly checker: ts.TypeChecker;
}

const SKIPPED = new Set(['node_modules', '.git', 'dist', 'coverage', '.jest-cache']);

/** Reads every file under `folder` (or the one file it names) whose path passes `wanted`. */
export const readFiles = (root: string, folder: string, wanted: (path: string) => boolean): Files => {
  const files: Record<string, string> = {};
  const visit = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      if (SKIPPED.has(entry.name)) continue;
      const full = join(directory, entry.name);
      const path = relative(root, full).split(sep).join(posix.sep);
      if (entry.isDirectory()) visit(full);
      else if (entry.isFile() && wanted(path)) files[path] = readFileSync(full, 'utf8');
    }
  };
  visit(join(root, folder));
  return files;
};

/** Parses a set of TypeScript files. */
export const parseSources = (files: Files): Sources => {
  const texts = new Map(Object.entries(files));
  const program = ts.createProgram({
    rootNames: [...texts.keys()],
    options: {
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noLib: true,
      target: ts.ScriptTarget.ES2022,
      types: [],
    },
    host: {
      fileExists: (path) => texts.has(path),
      getCanonicalFileName: (path) => path,
      getCurrentDirectory: () => '',
      getDefaultLibFileName: () => 'lib.d.ts',
      getNewLine: () => '\n',
      getSourceFile: (path, options) => {
        const text = texts.get(path);
        return text === undefined ? undefined : ts.createSourceFile(path, text, options, true);
      },
      readFile: (path) => texts.get(path),
      useCaseSensitiveFileNames: () => true,
      writeFile: () => undefined,
    },
  });
  const parsed = new Map<string, ts.SourceFile>();
  for (const path of texts.keys()) {
    const file = program.getSourceFile(path);
    if (file !== undefined) parsed.set(path, file);
  }
  return { files: parsed, checker: program.getTypeChecker() };
};

/** The folder of `lib/` a file belongs to; undefined for an entry file. */
export const stageOf = (path: string): string | undefined => /^lib\/([^/]+)\//.exec(path)?.[1];

/** Whether the file is an entry file: it lies in `lib/` itself. */
export const isEntry = (path: string): boolean => /^lib\/[^/]+\.ts$/.test(path);

/** Whether the file is written by the generator. */
export const isGenerated = (path: string): boolean => path.startsWith('lib/protocol/generated/');

/** `path:line`, where an editor can jump to. */
export const at = (node: ts.Node): string => {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart(file));
  return `${file.fileName}:${String(line + 1)}`;
};

/** Calls `visit` for the node and everything in it. */
export const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node);
  ts.forEachChild(node, (child) => {
    walk(child, visit);
  });
};
