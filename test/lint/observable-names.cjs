const ts = require('typescript');

const UNTYPED = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Never;

/** Whether the type, a member of its union, or one of its base types has a name that passes `test`. */
const isNamed = (type, test, seen = new Set()) => {
  if (seen.has(type)) return false;
  seen.add(type);
  if (type.isUnionOrIntersection()) return type.types.some((part) => isNamed(part, test, seen));
  if (type.symbol !== undefined && test(type.symbol.name)) return true;
  // An instantiated generic (`Subject<string>`) knows its base types through its declaration only.
  return ((type.target ?? type).getBaseTypes() ?? []).some((base) => isNamed(base, test, seen));
};

/**
 * A name that holds an Observable ends in `$`, and nothing else does: no function, no plain value.
 *
 * A Subject may go without, since it is the writing end; so may an operator's parameter `source`.
 * Names in a destructuring and in an import are judged where they are declared.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
module.exports = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      missing: "'{{name}}' holds an Observable: its name must end in '$'.",
      wrong: "'{{name}}' holds no Observable: its name must not end in '$'.",
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();

    const check = (id) => {
      const { name } = id;
      const type = checker.getNonNullableType(checker.getTypeAtLocation(esTreeNodeToTSNodeMap.get(id)));
      if ((type.flags & UNTYPED) !== 0) return;
      const observable = isNamed(type, (symbol) => symbol === 'Observable');
      const writable = isNamed(type, (symbol) => symbol.endsWith('Subject'));
      if (name.endsWith('$')) {
        if (!observable) context.report({ node: id, messageId: 'wrong', data: { name } });
      } else if (observable && !writable) {
        context.report({ node: id, messageId: 'missing', data: { name } });
      }
    };

    const checkParameters = (node) => {
      for (const parameter of node.params) {
        const target = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
        if (target.type === 'Identifier' && target.name !== 'source') check(target);
      }
    };

    return {
      'VariableDeclarator > Identifier.id': check,
      'FunctionDeclaration > Identifier.id': check,
      'TSPropertySignature[computed=false] > Identifier.key': check,
      'TSMethodSignature[computed=false] > Identifier.key': check,
      'PropertyDefinition[computed=false] > Identifier.key': check,
      'MethodDefinition[computed=false] > Identifier.key': check,
      'ObjectExpression > Property[computed=false] > Identifier.key': check,
      FunctionDeclaration: checkParameters,
      FunctionExpression: checkParameters,
      ArrowFunctionExpression: checkParameters,
      TSFunctionType: checkParameters,
      TSMethodSignature: checkParameters,
      TSCallSignatureDeclaration: checkParameters,
    };
  },
};
