import { posix } from 'node:path';
import ts from 'typescript';
import { at, walk } from './sources';

/** One place where a file names another module: an import, a re-export, `import()`, `require()` or `import('…')` in a type. */
export interface Import {
  /** Where it stands. */
  readonly at: string;
  /** The name as written. */
  readonly specifier: string;
  /** The file it means, for a relative name. */
  readonly target: string | undefined;
  /** Whether nothing of it is left when the types are stripped. */
  readonly typeOnly: boolean;
}

const bindsOnlyTypes = (clause: ts.ImportClause | undefined): boolean => {
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  if (name !== undefined || namedBindings === undefined || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
};

const exportsOnlyTypes = (node: ts.ExportDeclaration): boolean => {
  if (node.isTypeOnly) return true;
  const clause = node.exportClause;
  return clause !== undefined && ts.isNamedExports(clause) && clause.elements.every((one) => one.isTypeOnly);
};

const isLoad = (node: ts.CallExpression): boolean =>
  node.expression.kind === ts.SyntaxKind.ImportKeyword ||
  (ts.isIdentifier(node.expression) && node.expression.text === 'require');

/** What a node imports: its module name and whether only types; undefined for any other node. */
const named = (node: ts.Node): { name: ts.Node; typeOnly: boolean } | undefined => {
  if (ts.isImportDeclaration(node)) {
    return { name: node.moduleSpecifier, typeOnly: bindsOnlyTypes(node.importClause) };
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
    return { name: node.moduleSpecifier, typeOnly: exportsOnlyTypes(node) };
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return { name: node.argument.literal, typeOnly: true };
  }
  const argument = ts.isCallExpression(node) && isLoad(node) ? node.arguments[0] : undefined;
  return argument === undefined ? undefined : { name: argument, typeOnly: false };
};

const resolve = (from: string, specifier: string): string | undefined =>
  specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts') : undefined;

/** Everything a file imports, in source order. A computed `import(name)` has the specifier `<computed>`. */
export const importsOf = (file: ts.SourceFile): readonly Import[] => {
  const found: Import[] = [];
  walk(file, (node) => {
    const hit = named(node);
    if (hit === undefined) return;
    const specifier = ts.isStringLiteralLike(hit.name) ? hit.name.text : '<computed>';
    const target = resolve(file.fileName, specifier);
    found.push({ at: at(node), specifier, target, typeOnly: hit.typeOnly });
  });
  return found;
};
