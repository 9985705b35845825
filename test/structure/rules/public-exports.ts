import ts from 'typescript';
import { at, isEntry, walk, type Sources } from '../sources';

/** One name that an entry file exports, followed to where it is declared. */
interface PublicExport {
  readonly entry: string;
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly declarations: readonly ts.Declaration[];
}

const publicExports = ({ files, checker }: Sources): readonly PublicExport[] =>
  [...files].flatMap(([entry, file]) => {
    const module = isEntry(entry) ? checker.getSymbolAtLocation(file) : undefined;
    if (module === undefined) return [];
    return checker.getExportsOfModule(module).map((exported) => {
      const alias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
      const symbol = alias ? checker.getAliasedSymbol(exported) : exported;
      return { entry, name: exported.name, symbol, declarations: symbol.declarations ?? [] };
    });
  });

/** Every name that an entry file exports is declared somewhere and has a doc comment there. */
export const checkDocComments = (sources: Sources): readonly string[] =>
  publicExports(sources).flatMap(({ entry, name, symbol, declarations }) => {
    const [first] = declarations;
    if (first === undefined) return [`${entry}: '${name}' is not declared in lib/`];
    const text = ts.displayPartsToString(symbol.getDocumentationComment(sources.checker));
    return text.trim() === '' ? [`${at(first)}: '${name}' has no doc comment`] : [];
  });

const isSubject = (node: ts.Node): boolean =>
  ts.isTypeReferenceNode(node) && /Subject$/.test(node.typeName.getText());

const isContract = (node: ts.Node): boolean =>
  ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node);

/** No exported type has a Subject in it: a Subject is the writing end, and that is nobody else's. */
export const checkPublicSubjects = (sources: Sources): readonly string[] => {
  const faults = new Set<string>();
  for (const { name, declarations } of publicExports(sources)) {
    for (const declaration of declarations.filter(isContract)) {
      walk(declaration, (node) => {
        if (isSubject(node)) faults.add(`${at(node)}: '${name}' exposes a ${node.getText()}`);
      });
    }
  }
  return [...faults];
};
