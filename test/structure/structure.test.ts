import { join } from 'node:path';
import { checkClasses } from './rules/classes';
import { checkCleanTree } from './rules/clean-tree';
import { checkCycles } from './rules/cycles';
import { checkDocumentLinks } from './rules/document-links';
import { checkDynamicCode } from './rules/dynamic-code';
import { checkEntryFiles } from './rules/entry-files';
import { checkFileLength } from './rules/file-length';
import { checkImportTable } from './rules/import-table';
import { checkMirroredTests } from './rules/mirrored-tests';
import { checkModuleState } from './rules/module-state';
import { checkNodeBuiltins } from './rules/node-builtins';
import { checkPackages } from './rules/packages';
import { checkDocComments, checkPublicSubjects } from './rules/public-exports';
import { checkSynchronousPath } from './rules/synchronous-path';
import { parseSources, readFiles } from './sources';
import { typesOnly } from './types-only';

const root = join(__dirname, '../..');
const isTypeScript = (path: string): boolean => path.endsWith('.ts');
const isText = (path: string): boolean => !/\.(png|svg|gif|woff2?|gz|tgz)$/.test(path);

const tree = readFiles(root, '.', isText);
const pick = (wanted: (path: string) => boolean) =>
  Object.fromEntries(Object.entries(tree).filter(([path]) => wanted(path)));
const lib = parseSources(pick((path) => path.startsWith('lib/') && isTypeScript(path)));
const tests = new Set(Object.keys(tree).filter((path) => path.endsWith('.test.ts')));

describe('the structure of lib/', () => {
  it('is found', () => {
    expect([...lib.files.keys()]).toEqual(
      expect.arrayContaining(['lib/index.ts', 'lib/node.ts', 'lib/protocol.ts', 'lib/testing.ts']),
    );
  });

  it.each([
    ['folders import only what the table allows', () => checkImportTable(lib)],
    ['no file imports itself through others', () => checkCycles(lib)],
    ['Node modules are named only where Node runs', () => checkNodeBuiltins(lib)],
    ['packages are imported only where they belong', () => checkPackages(lib)],
    ['entry files list names, and nobody imports them', () => checkEntryFiles(lib)],
    ['no string becomes code', () => checkDynamicCode(lib)],
    ['classes are errors', () => checkClasses(lib)],
    ['modules hold no state', () => checkModuleState(lib)],
    ['the path of a message is synchronous', () => checkSynchronousPath(lib)],
    ['every file has a test at its mirrored path', () => checkMirroredTests(lib, tests, typesOnly)],
    ['every public name has a doc comment', () => checkDocComments(lib)],
    ['no public type has a Subject in it', () => checkPublicSubjects(lib)],
  ])('%s', (_rule, check) => {
    expect(check()).toEqual([]);
  });
});

describe('the structure of the repository', () => {
  it.each([
    ['no hand-written file is too long', () => checkFileLength(pick((path) => /\.[cm]?[jt]s$/.test(path)))],
    ['no file names a machine path or a registry', () => checkCleanTree(tree)],
    [
      'links lead somewhere',
      () =>
        checkDocumentLinks(
          pick((path) => path.endsWith('.md')),
          Object.keys(tree),
        ),
    ],
  ])('%s', (_rule, check) => {
    expect(check()).toEqual([]);
  });
});
