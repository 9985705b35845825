import ts from 'typescript';
import { importsOf } from '../imports';
import { at, isEntry, isGenerated, type Sources } from '../sources';

const targetOf = (file: ts.SourceFile, statement: ts.ExportDeclaration): string | undefined => {
  const specifier = statement.moduleSpecifier;
  if (specifier === undefined || !ts.isStringLiteral(specifier)) return undefined;
  return importsOf(file).find((one) => one.specifier === specifier.text)?.target;
};

const judge = (file: ts.SourceFile, statement: ts.Statement): string | undefined => {
  if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) {
    return 'an entry file holds nothing but `export { names } from`';
  }
  if (statement.exportClause !== undefined && ts.isNamedExports(statement.exportClause)) return undefined;
  const target = targetOf(file, statement);
  return target !== undefined && isGenerated(target)
    ? undefined
    : 'name what is exported instead of `export *`';
};

/** Entry files list explicit names (only a generated file may be exported whole), and no file imports an entry file. */
export const checkEntryFiles = ({ files }: Sources): readonly string[] => {
  const faults: string[] = [];
  for (const [path, file] of files) {
    for (const one of importsOf(file)) {
      if (one.target !== undefined && isEntry(one.target) && path.startsWith('lib/')) {
        faults.push(`${one.at}: imports the entry file ${one.target}`);
      }
      if (/^codex-rx(\/|$)/.test(one.specifier) && path.startsWith('lib/')) {
        faults.push(`${one.at}: imports the package itself`);
      }
    }
    if (!isEntry(path)) continue;
    for (const statement of file.statements) {
      const fault = judge(file, statement);
      if (fault !== undefined) faults.push(`${at(statement)}: ${fault}`);
    }
  }
  return faults;
};
