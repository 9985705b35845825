import ts from 'typescript';
import { isEntry, isGenerated, type Sources } from '../sources';

const isErased = (statement: ts.Statement): boolean => {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return true;
  if (ts.isImportDeclaration(statement)) return true;
  if (ts.isExportDeclaration(statement)) return statement.isTypeOnly;
  const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
  return modifiers.some((one) => one.kind === ts.SyntaxKind.DeclareKeyword);
};

/** Where the test of a file belongs: `lib/wire/split-lines.ts` is tested by `test/wire/split-lines.test.ts`. */
export const mirrorOf = (path: string): string =>
  path.replace(/^lib\//, 'test/').replace(/\.ts$/, '.test.ts');

/**
 * Every file of `lib/` has a test at its mirrored path, except those listed as holding types alone.
 *
 * Entry files are tested in `test/package`, generated files as one in `test/protocol/generated`.
 */
export const checkMirroredTests = (
  { files }: Sources,
  tests: ReadonlySet<string>,
  typesOnly: readonly string[],
): readonly string[] => {
  const faults: string[] = [];
  for (const path of typesOnly) {
    if (!files.has(path)) faults.push(`${path}: listed as types alone, but does not exist`);
  }
  for (const [path, file] of files) {
    if (isEntry(path) || isGenerated(path)) continue;
    const erased = file.statements.every(isErased);
    if (typesOnly.includes(path)) {
      if (!erased) faults.push(`${path}: listed as types alone, but holds a value`);
    } else if (!tests.has(mirrorOf(path))) {
      faults.push(`${path}: has no ${mirrorOf(path)}${erased ? ' and is not listed as types alone' : ''}`);
    }
  }
  return faults;
};
