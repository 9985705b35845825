import ts from 'typescript';
import { walk, type Sources } from '../sources';
import { mirrorOf } from './mirrored-tests';

interface Operator {
  readonly name: string;
  readonly path: string;
  /** The callbacks it takes, as parameters or as options. */
  readonly callbacks: readonly string[];
}

const isFunction = (checker: ts.TypeChecker, type: ts.Type): boolean =>
  checker.getNonNullableType(type).getCallSignatures().length > 0;

const callbacksIn = (checker: ts.TypeChecker, parameter: ts.ParameterDeclaration): readonly string[] => {
  const type = checker.getTypeAtLocation(parameter);
  if (isFunction(checker, type)) return [parameter.name.getText()];
  const options = checker.getNonNullableType(type).getProperties();
  return options
    .filter((option) => isFunction(checker, checker.getTypeOfSymbolAtLocation(option, parameter)))
    .map(({ name }) => name);
};

/** The values that the main entry file exports from `lib/operators`. */
const operatorsOf = ({ files, checker }: Sources): readonly Operator[] => {
  const entry = files.get('lib/index.ts');
  const module = entry && checker.getSymbolAtLocation(entry);
  if (module === undefined) return [];
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol =
      (exported.flags & ts.SymbolFlags.Alias) === 0 ? exported : checker.getAliasedSymbol(exported);
    const declaration = symbol.valueDeclaration;
    const path = declaration?.getSourceFile().fileName;
    if (declaration === undefined || !path?.startsWith('lib/operators/')) return [];
    const made = ts.isVariableDeclaration(declaration) ? declaration.initializer : declaration;
    const parameters = made && ts.isFunctionLike(made) ? [...made.parameters] : [];
    const callbacks = parameters.flatMap((parameter) => callbacksIn(checker, parameter));
    return [{ name: symbol.name, path, callbacks }];
  });
};

const isSkipped = (node: ts.Node): boolean => {
  for (let at = node.parent; !ts.isSourceFile(at); at = at.parent)
    if (ts.isCallExpression(at) && /\b(skip|todo|xit|xtest|xdescribe)\b/.test(at.expression.getText()))
      return true;
  return false;
};

/** The calls of a function by its name that a test file makes. */
const callsOf = (file: ts.SourceFile | undefined, name: string): readonly ts.CallExpression[] => {
  const calls: ts.CallExpression[] = [];
  if (file)
    walk(file, (node) => {
      if (ts.isCallExpression(node) && node.expression.getText() === name && !isSkipped(node))
        calls.push(node);
    });
  return calls;
};

const mentions = (node: ts.Node, name: string): boolean => {
  let found = false;
  walk(node, (one) => {
    if (ts.isIdentifier(one) && one.text === name) found = true;
  });
  return found;
};

const fieldOf = (node: ts.Node | undefined, name: string): ts.Expression | undefined => {
  if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
  const field = node.properties.find((one) => one.name?.getText() === name);
  return field && ts.isPropertyAssignment(field) ? field.initializer : undefined;
};

const keysOf = (node: ts.Expression | undefined): readonly string[] =>
  node && ts.isObjectLiteralExpression(node)
    ? node.properties.flatMap(({ name }) => (name ? [name.getText()] : []))
    : [];

/**
 * Every exported operator is held against the shared list of cases at its mirrored path, with a case for each of its
 * callbacks that throws. Those that return no stream are listed, and go through the same cases on their own.
 */
export const checkOperatorCases = (
  lib: Sources,
  tests: Sources['files'],
  streamless: readonly string[],
): readonly string[] => {
  const operators = operatorsOf(lib);
  const faults = streamless
    .filter((name) => !operators.some((operator) => operator.name === name))
    .map((name) => `${name}: listed as without a stream, but not exported`);
  for (const { name, path, callbacks } of operators) {
    const test = tests.get(mirrorOf(path));
    if (streamless.includes(name)) {
      if (callsOf(test, 'everyCase').length === 0) faults.push(`${mirrorOf(path)}: has no everyCase()`);
      continue;
    }
    const under = callsOf(test, 'operatorCases')
      .map(({ arguments: [argument] }) => argument)
      .find((argument) => {
        const operator = fieldOf(argument, 'operator');
        return operator !== undefined && mentions(operator, name);
      });
    if (!under) faults.push(`${mirrorOf(path)}: has no operatorCases() of ${name}`);
    const thrown = keysOf(fieldOf(under, 'throwing'));
    for (const callback of callbacks)
      if (under && !thrown.includes(callback))
        faults.push(`${mirrorOf(path)}: has no case of ${name} whose ${callback} throws`);
    for (const callback of thrown)
      if (!callbacks.includes(callback))
        faults.push(`${mirrorOf(path)}: ${callback} is no callback of ${name}`);
  }
  return faults;
};

/** Every reducer of `lib/view` is held against the shared list of properties at its mirrored path. */
export const checkReducerCases = ({ files }: Sources, tests: Sources['files']): readonly string[] =>
  [...files.keys()]
    .filter((path) => /^lib\/view\/reduce-[^/]+\.ts$/.test(path))
    .map(mirrorOf)
    .filter((path) => callsOf(tests.get(path), 'reducerCases').length === 0)
    .map((path) => `${path}: has no reducerCases()`);
