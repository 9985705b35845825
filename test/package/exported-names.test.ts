import { join } from 'node:path';
import ts from 'typescript';
import { entries, requireBuild, root } from './project';

/** The names that a declaration file exports, each with what it is: a type, a value, or both. */
const namesIn = (program: ts.Program, path: string): readonly string[] => {
  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path);
  const module = file && checker.getSymbolAtLocation(file);
  if (module === undefined) throw new Error(`${path} is no module`);
  return checker
    .getExportsOfModule(module)
    .map((exported) => {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const kinds = [
        symbol.flags & ts.SymbolFlags.Type ? 'type' : undefined,
        symbol.flags & ts.SymbolFlags.Value ? 'value' : undefined,
      ];
      return `${exported.name}: ${kinds.filter((kind) => kind !== undefined).join(' and ')}`;
    })
    .sort();
};

describe('the names that each entry exports', () => {
  const types = (path: string): string => join(root, path);
  let program: ts.Program;

  beforeAll(() => {
    requireBuild();
    const rootNames = entries.flatMap(([, { import: esm, require: cjs }]) =>
      [esm, cjs].flatMap((one) => (one ? [types(one.types)] : [])),
    );
    program = ts.createProgram({
      rootNames,
      options: { module: ts.ModuleKind.Node16, noLib: true, types: [], target: ts.ScriptTarget.ES2022 },
    });
  });

  it.each(entries)('%s', (_name, { import: esm, require: cjs }) => {
    const names = esm ? namesIn(program, types(esm.types)) : [];
    expect(names.length).toBeGreaterThan(0);
    if (cjs) expect(namesIn(program, types(cjs.types))).toEqual(names);
    expect(names.join('\n')).toMatchSnapshot();
  });
});
