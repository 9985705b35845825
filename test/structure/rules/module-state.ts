import ts from 'typescript';
import { at, isGenerated, walk, type Sources } from '../sources';

/** Constructors of what exists to change; a lookup table is declared as a ReadonlyMap or ReadonlySet. */
const MUTABLE = new Set(['Array', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef']);
const MUTATORS = new Set([
  ...['push', 'pop', 'shift', 'unshift', 'splice', 'sort', 'reverse', 'fill', 'copyWithin'],
  ...['set', 'add', 'delete', 'clear', 'next'],
]);
const OBJECT_MUTATORS = new Set(['assign', 'defineProperty', 'defineProperties', 'setPrototypeOf']);

const isReadonlyType = (type: ts.TypeNode | undefined, text: string): boolean =>
  type !== undefined && /^(Readonly|readonly\b)/.test(text);

const judgeDeclaration = (declaration: ts.VariableDeclaration): string | undefined => {
  const { initializer, type } = declaration;
  if (initializer === undefined || !ts.isNewExpression(initializer)) return undefined;
  const made = initializer.expression.getText();
  if (/Subject$/.test(made)) return `holds a ${made}`;
  if (!MUTABLE.has(made) || isReadonlyType(type, type?.getText() ?? '')) return undefined;
  return `holds a ${made}; declare a table as Readonly${made}`;
};

const isAssignment = (kind: ts.SyntaxKind): boolean =>
  kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;

/** The object that an expression changes, if it changes one: `a.b = 1`, `a[0]++`, `delete a.b`, `a.push(…)`, `Object.assign(a)`. */
const changed = (node: ts.Node): ts.Expression | undefined => {
  if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return node.left;
  if (ts.isDeleteExpression(node)) return node.expression;
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const steps = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return steps ? node.operand : undefined;
  }
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const { expression: object, name } = node.expression;
  if (ts.isIdentifier(object) && object.text === 'Object' && OBJECT_MUTATORS.has(name.text))
    return node.arguments[0];
  return MUTATORS.has(name.text) ? object : undefined;
};

const rootOf = (expression: ts.Expression): ts.Identifier | undefined => {
  let node: ts.Expression = expression;
  while (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isNonNullExpression(node)
  ) {
    node = node.expression;
  }
  return ts.isIdentifier(node) ? node : undefined;
};

/** Whether the name is bound at the top of its module, by a declaration or by an import of another file. */
const isModuleBinding = (checker: ts.TypeChecker, name: ts.Identifier): boolean =>
  (checker.getSymbolAtLocation(name)?.declarations ?? []).some((declaration) => {
    if (ts.isImportSpecifier(declaration)) {
      return declaration.parent.parent.parent.moduleSpecifier.getText().slice(1).startsWith('.');
    }
    return ts.isVariableDeclaration(declaration) && ts.isSourceFile(declaration.parent.parent.parent);
  });

const judgeTop = (statement: ts.Statement): readonly string[] => {
  if (!ts.isVariableStatement(statement)) return [];
  const { declarationList } = statement;
  if ((declarationList.flags & ts.NodeFlags.Const) === 0)
    return [`${at(statement)}: a module-level variable`];
  return declarationList.declarations.flatMap((one) => {
    const fault = judgeDeclaration(one);
    return fault === undefined ? [] : [`${at(one)}: '${one.name.getText()}' ${fault}`];
  });
};

/** A module holds no state: no variable, no collection or Subject, and nothing changes what a module-level name holds. */
export const checkModuleState = ({ files, checker }: Sources): readonly string[] => {
  const faults: string[] = [];
  for (const [path, file] of files) {
    if (isGenerated(path)) continue;
    faults.push(...file.statements.flatMap(judgeTop));
    walk(file, (node) => {
      if (ts.isPropertyDeclaration(node)) {
        const flags = ts.getCombinedModifierFlags(node);
        const writable = (flags & ts.ModifierFlags.Static) !== 0 && (flags & ts.ModifierFlags.Readonly) === 0;
        if (writable) faults.push(`${at(node)}: a static field that can change`);
      }
      const target = changed(node);
      const root = target === undefined ? undefined : rootOf(target);
      if (root !== undefined && isModuleBinding(checker, root)) {
        faults.push(`${at(node)}: changes '${root.text}', which belongs to a module`);
      }
    });
  }
  return faults;
};
