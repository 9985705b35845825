import ts from 'typescript';
import { lineAt, type CodeBlock } from './code-blocks';

/** The blocks of one page as one program, and what it must print. */
export interface PageProgram {
  readonly source: string;
  /** What the lines of the page say that they print, by line. */
  readonly expected: ReadonlyMap<number, readonly string[]>;
}

/** Where a program finds what it needs beside its own code. */
export interface PageSurroundings {
  /** The module whose exports are there without an import, and the names of them. */
  readonly stage: { readonly path: string; readonly names: readonly string[] };
  readonly runtime: string;
}

/**
 * Writes the blocks of a page as one program: each sees what those before it declared, and may declare it again;
 * one that is fresh sees its stage alone.
 *
 * A line that ends with `// text` after `console.log(…)` says what it prints. The program goes on to the next block
 * once all that has been printed.
 */
export const pageProgram = (
  blocks: readonly CodeBlock[],
  { stage, runtime }: PageSurroundings,
): PageProgram => {
  const imports = new Map<string, Set<string>>();
  const expected = new Map<number, readonly string[]>();
  const bodies = blocks.map(({ code, line }) => {
    const file = ts.createSourceFile('block.ts', code, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
    const edits: Edit[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isImportDeclaration(node)) {
        const from = (node.moduleSpecifier as ts.StringLiteral).text;
        const clause = node.importClause?.getText() ?? '';
        const seen = imports.get(from) ?? new Set();
        imports.set(
          from,
          clausesOf(clause).reduce((names, name) => names.add(name), seen),
        );
        edits.push({ start: node.getStart(), end: node.end, text: '' });
      } else if (isConsoleLog(node)) {
        const at = line + lineAt(code, node.getStart()) - 1;
        const { expression } = node;
        edits.push({ start: expression.getStart(), end: expression.end, text: `page.printer(${at})` });
        const says = /\)(?:[;,)]|\s)*\/\/ (.+)$/.exec(
          code.split('\n')[lineAt(code, node.end) - 1] ?? '',
        )?.[1];
        if (says !== undefined) expected.set(at, says.split(', then '));
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
    return edited(code, edits);
  });
  let depth = 0;
  const steps = bodies.map((body, index) => {
    const lines = [...expected.keys()].filter((at) => blockAt(blocks, at) === index);
    const owed = lines.map((at) => `${at}: ${expected.get(at)!.length}`).join(', ');
    const before = blocks[index]!.fresh ? '}'.repeat(depth) : '';
    depth = blocks[index]!.fresh ? 1 : depth + 1;
    return `${before}{\n${body}\nawait page.until(${blocks[index]!.line}, { ${owed} });\n`;
  });
  const declared = new Set([...imports.values()].flatMap((names) => [...names].flatMap(namesIn)));
  const given = stage.names.filter((name) => !declared.has(name));
  const head = [
    ...[...imports].map(([from, names]) => importOf([...names], from)),
    `import * as page from '${runtime}';`,
    ...(given.length > 0 ? [`import { ${given.join(', ')} } from '${stage.path}';`] : []),
  ];
  const source = `${head.join('\n')}\n${steps.join('')}${'}'.repeat(depth)}\nawait page.over();\n`;
  return { source, expected };
};

/** The names that a module exports, as its text says: what it declares, and what it passes on in braces. */
export const exportedNames = (code: string): readonly string[] => [
  ...[...code.matchAll(/^export (?:declare )?(?:async )?(?:const|function|type|interface) ([\w$]+)/gm)].map(
    ([, name = '']) => name,
  ),
  ...[...code.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
      .flatMap(namesIn),
  ),
];

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Lines stay where they are, so that a compiler's complaint can be found in the page. */
const edited = (code: string, edits: readonly Edit[]): string =>
  [...edits]
    .sort((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: put }) => {
      const lines = code.slice(start, end).split('\n').length - 1;
      return text.slice(0, start) + put + '\n'.repeat(lines) + text.slice(end);
    }, code);

const isConsoleLog = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) && node.expression.getText() === 'console.log';

/** `{ a, type B }` and `* as t`, one by one. */
const clausesOf = (clause: string): readonly string[] => {
  const [, named] = /^\{([\s\S]*)\}$/.exec(clause.replace(/^type \{/, '{')) ?? [];
  if (named === undefined) return [clause];
  const names = named.split(',').map((name) => name.trim());
  return names
    .filter((name) => name !== '')
    .map((name) => (clause.startsWith('type ') ? `type ${name}` : name));
};

const namesIn = (clause: string): readonly string[] => [
  clause
    .replace(/^type /, '')
    .split(' as ')
    .at(-1)!,
];

const importOf = (clauses: readonly string[], from: string): string => {
  const whole = clauses.filter((clause) => clause.startsWith('*') || /^\w+$/.exec(clause) === null);
  const stars = whole.filter((clause) => clause.startsWith('*'));
  const named = clauses.filter((clause) => !clause.startsWith('*'));
  return [
    ...stars.map((star) => `import ${star} from '${from}';`),
    ...(named.length > 0 ? [`import { ${named.join(', ')} } from '${from}';`] : []),
  ].join('\n');
};

const blockAt = (blocks: readonly CodeBlock[], line: number): number =>
  blocks.filter((block) => block.line <= line).length - 1;
