import { posix } from 'node:path';
import ts from 'typescript';
import { CodegenError } from '../errors.js';
import type { Definition, Field, TypeNode } from '../model/type-node.js';
import { classifyUnion, distribute, type UnionMember } from '../model/union.js';

/** The TypeScript output, file by file; a file is asked for by path and read when needed. */
export interface TypescriptReader {
  /** Reads the one type a file exports. References carry the name that `nameOf` gives to the file they point to. */
  read(path: string): Definition;
  /** The text of a file's type without comments: equal for equal types. */
  shapeOf(path: string): string;
}

const PLAIN = new Map<ts.SyntaxKind, 'string' | 'number' | 'integer' | 'boolean' | 'unknown' | 'null'>([
  [ts.SyntaxKind.StringKeyword, 'string'],
  [ts.SyntaxKind.NumberKeyword, 'number'],
  [ts.SyntaxKind.BigIntKeyword, 'integer'],
  [ts.SyntaxKind.BooleanKeyword, 'boolean'],
  [ts.SyntaxKind.UnknownKeyword, 'unknown'],
  // Params that are left out.
  [ts.SyntaxKind.UndefinedKeyword, 'null'],
]);

const ANY_JSON = 'serde_json/JsonValue';

const docOf = (node: ts.Node): { readonly doc?: string } => {
  const doc = ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '')
    .join('\n')
    .trim();
  return doc === '' ? {} : { doc };
};

/**
 * Makes a reader of the files that ts-rs wrote.
 *
 * @param files - file text by path without its ending
 * @param nameOf - the generated name of a file's type
 * @throws {@link CodegenError} on a syntax that ts-rs is not known to write
 */
export const typescriptReader = (
  files: ReadonlyMap<string, string>,
  nameOf: (path: string) => string,
): TypescriptReader => {
  const parse = (path: string) => {
    const text = files.get(path);
    if (text === undefined) throw new CodegenError(`The TypeScript output has no file ${path}.ts.`);
    const source = ts.createSourceFile(`${path}.ts`, text, ts.ScriptTarget.ES2022, true);
    const alias = source.statements.find(ts.isTypeAliasDeclaration);
    if (alias === undefined) {
      throw new CodegenError(
        `${path}.ts exports no type. Teach codegen/input/read-typescript.ts its new layout.`,
      );
    }
    const imports = new Map<string, string>();
    for (const statement of source.statements.filter(ts.isImportDeclaration)) {
      const from = posix.join(posix.dirname(path), (statement.moduleSpecifier as ts.StringLiteral).text);
      const named = statement.importClause?.namedBindings;
      if (named && ts.isNamedImports(named))
        named.elements.forEach((element) => imports.set(element.name.text, from));
    }
    return { source, alias, imports };
  };

  const read = (path: string): Definition => {
    const { source, alias, imports } = parse(path);
    const unreadable = (node: ts.Node): CodegenError =>
      new CodegenError(
        `Cannot read \`${node.getText(source).slice(0, 60)}\` in ${path}.ts. Teach codegen/input/read-typescript.ts this syntax.`,
      );

    const reference = (node: ts.TypeReferenceNode): TypeNode => {
      const name = node.typeName.getText(source);
      const [first] = node.typeArguments ?? [];
      if (name === 'Array' && first) return { kind: 'array', of: convert(first) };
      if (name === 'Record') return { kind: 'struct', fields: [] };
      const target = imports.get(name) ?? path;
      return target === ANY_JSON ? { kind: 'unknown' } : { kind: 'ref', name: nameOf(target) };
    };

    const literal = (node: ts.TypeLiteralNode): TypeNode => {
      const [first] = node.members;
      if (first && ts.isIndexSignatureDeclaration(first)) return { kind: 'record', of: convert(first.type) };
      const fields = node.members.map((member): Field => {
        if (!ts.isPropertySignature(member) || member.type === undefined) throw unreadable(member);
        const name =
          ts.isIdentifier(member.name) || ts.isStringLiteral(member.name) ? member.name.text : undefined;
        if (name === undefined) throw unreadable(member);
        return {
          name,
          type: convert(member.type),
          optional: member.questionToken !== undefined,
          ...docOf(member),
        };
      });
      return { kind: 'struct', fields };
    };

    const intersection = (nodes: readonly ts.TypeNode[]): TypeNode =>
      nodes
        .map((node) => resolved(node))
        .reduce((left, right) => {
          if (left.kind !== 'struct') throw unreadable(nodes[0] as ts.TypeNode);
          return distribute(left, right);
        });

    /** A part of an intersection has to be written out, so a reference is followed. */
    const resolved = (node: ts.TypeNode): TypeNode => {
      const inner = ts.isParenthesizedTypeNode(node) ? node.type : node;
      if (!ts.isTypeReferenceNode(inner)) return convert(inner);
      const target = imports.get(inner.typeName.getText(source));
      return target === undefined ? convert(inner) : read(target).type;
    };

    const convert = (node: ts.TypeNode): TypeNode => {
      const plain = PLAIN.get(node.kind);
      if (plain !== undefined) return { kind: plain };
      if (ts.isLiteralTypeNode(node)) {
        if (node.literal.kind === ts.SyntaxKind.NullKeyword) return { kind: 'null' };
        if (ts.isStringLiteral(node.literal))
          return { kind: 'enum', members: [{ value: node.literal.text }] };
      }
      if (ts.isParenthesizedTypeNode(node)) return convert(node.type);
      if (ts.isArrayTypeNode(node)) return { kind: 'array', of: convert(node.elementType) };
      if (ts.isMappedTypeNode(node) && node.type) return { kind: 'record', of: convert(node.type) };
      if (ts.isTypeReferenceNode(node)) return reference(node);
      if (ts.isTypeLiteralNode(node)) return literal(node);
      if (ts.isIntersectionTypeNode(node)) return intersection(node.types);
      if (ts.isUnionTypeNode(node))
        return classifyUnion(node.types.map((type): UnionMember => ({ type: convert(type) })));
      throw unreadable(node);
    };

    const type = convert(alias.type);
    // A union of one variant has no bar in it.
    return {
      name: nameOf(path),
      type: type.kind === 'struct' ? classifyUnion([{ type }]) : type,
      ...docOf(alias),
    };
  };

  const printer = ts.createPrinter({ removeComments: true });
  return {
    read,
    shapeOf: (path) => {
      const { source, alias } = parse(path);
      return printer.printNode(ts.EmitHint.Unspecified, alias.type, source);
    },
  };
};
