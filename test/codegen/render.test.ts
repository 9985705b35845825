import type { Definition, TypeNode } from '../../codegen/model/type-node';
import { codecDeclaration, codecRenderer } from '../../codegen/render/codecs';
import { sourceFile } from '../../codegen/render/source';
import { literalText } from '../../codegen/render/tables';
import { comment, key, quoted } from '../../codegen/render/text';
import { declaration, typeText } from '../../codegen/render/types';
import type { Protocol } from '../../codegen/model/protocol';

const text: TypeNode = { kind: 'string' };
const members = [{ value: 'a' }, { value: "b'c" }];
const codecs = codecRenderer(new Map());
const squeezed = (code: string): string => code.replace(/\s+/g, ' ').trim();

const cases: readonly (readonly [string, TypeNode, string, string])[] = [
  ['anything', { kind: 'unknown' }, 'unknown', 'unknown'],
  ['an integer', { kind: 'integer' }, 'number', 'integer'],
  ['null', { kind: 'null' }, 'null', 'nil'],
  ['an open enum', { kind: 'enum', members }, "'a' | 'b\\'c' | Unrecognized", 'string'],
  [
    'a closed enum',
    { kind: 'enum', members, closed: true },
    "'a' | 'b\\'c'",
    "/*#__PURE__*/ closedEnum(['a', 'b\\'c'])",
  ],
  ['a nullable', { kind: 'nullable', of: text }, 'string | null', '/*#__PURE__*/ nullable(string)'],
  [
    'an array',
    { kind: 'array', of: { kind: 'nullable', of: text } },
    'readonly (string | null)[]',
    '/*#__PURE__*/ array(/*#__PURE__*/ nullable(string))',
  ],
  [
    'a map',
    { kind: 'record', of: text },
    '{ readonly [key: string]: string }',
    '/*#__PURE__*/ record(string)',
  ],
  [
    'an object without fields',
    { kind: 'struct', fields: [] },
    '{ readonly [key: string]: unknown }',
    "/*#__PURE__*/ struct('object', isObject)",
  ],
  [
    'an object',
    {
      kind: 'struct',
      fields: [
        { name: 'a-b', type: text, optional: false },
        { name: 'c', type: text, optional: true },
      ],
    },
    "{ readonly 'a-b': string; readonly c?: string; }",
    "/*#__PURE__*/ struct('object', (v) => { return isObject(v) && isString(v['a-b']) && isStringOrAbsent(v.c); })",
  ],
  [
    'an object with further fields',
    { kind: 'struct', fields: [{ name: 'a', type: { kind: 'integer' }, optional: true }], rest: text },
    '{ readonly a?: number; readonly [key: string]: string | number | undefined; }',
    "/*#__PURE__*/ structWithRest('object', (v) => { return isObject(v) && isIntegerOrAbsent(v.a); }, () => string)",
  ],
  [
    'a tagged union',
    {
      kind: 'tagged',
      tag: 'type',
      variants: [{ value: 'a', type: { kind: 'ref', name: 'A' } }],
      shared: [{ name: 'id', type: text, optional: false }],
    },
    'A | { readonly type: Unrecognized; readonly id: string; readonly [key: string]: unknown }',
    "/*#__PURE__*/ taggedUnion('type', { a: A }, /*#__PURE__*/ struct('object', (v) => { return isObject(v) && isString(v.id); }))",
  ],
  [
    'a union by key',
    {
      kind: 'keyed',
      members: [{ value: 'x' }],
      variants: [{ name: 'k', type: text, optional: false }],
      anyObject: true,
    },
    "'x' | { readonly k: string; } | Unrecognized | UnrecognizedObject",
    '/*#__PURE__*/ keyedUnion({ k: string }, true)',
  ],
  [
    'a union',
    { kind: 'union', of: [text, { kind: 'integer' }] },
    'string | number',
    '/*#__PURE__*/ union([string, integer])',
  ],
];

describe('a type and its codec', () => {
  it.each(cases)('of %s', (_, node, type, codec) => {
    expect(squeezed(typeText(node))).toBe(type);
    expect(squeezed(codecs.expression(node))).toBe(codec);
  });

  it('mark every call as pure that is not in the body of a function, nested ones too', () => {
    for (const [, node] of cases) {
      const code = codecs.expression({ kind: 'array', of: node }).replace(/\{ return .*?; \}/g, '');
      expect((code.match(/\b[a-z]\w*\(/gi) ?? []).length).toBe(
        (code.match(/\/\*#__PURE__\*\/ \w+\(/g) ?? []).length,
      );
    }
  });
});

describe('a definition', () => {
  const definition = (name: string, type: TypeNode): Definition => ({ name, type });

  it('is an interface if it has fields, and else an alias', () => {
    const fields = [{ name: 'a', type: text, optional: false, doc: 'What a is.', experimental: true }];
    expect(squeezed(declaration(definition('X', { kind: 'struct', fields })))).toBe(
      'export interface X { /** * What a is. * @experimental */ readonly a: string; }',
    );
    expect(declaration(definition('X', text))).toBe('export type X = string;\n');
    expect(declaration(definition('XParams', { kind: 'struct', fields: [] }))).toBe(
      'export type XParams = Record<string, never>;\n',
    );
  });

  it('has a codec that is made on first use, unless that costs nothing', () => {
    expect(codecs.definition(definition('X', text))).toBe("/*#__PURE__*/ lazy('X', () => string)");
    expect(codecs.definition(definition('X', { kind: 'enum', members }))).toBe("/*#__PURE__*/ openEnum('X')");
    expect(codecs.definition(definition('X', { kind: 'struct', fields: [] }))).toBe(
      "/*#__PURE__*/ struct('X', isObject)",
    );
    expect(codecDeclaration('X', 'codec')).toBe('export const X: t.Type<X, X, unknown> = codec;\n');
  });
});

describe('text', () => {
  it('quotes what needs it', () => {
    expect([key('plain'), key('a/b'), key('$schema'), quoted("it's\\n\n")]).toEqual([
      'plain',
      "'a/b'",
      '$schema',
      "'it\\'s\\\\n\\n'",
    ]);
    expect(literalText({ kind: 'turn', opens: true, delta: ['a'] })).toBe(
      "{ kind: 'turn', opens: true, delta: ['a'] }",
    );
  });

  it('keeps comments short and closed', () => {
    expect(comment(undefined, false)).toBe('');
    expect(comment('One.\n\nTwo.', false)).toBe('/** One. */\n');
    expect(comment('ends */ early', undefined)).toBe('/** ends *\\/ early */\n');
    expect(comment(`${'word '.repeat(10)}. ${'more '.repeat(100)}`, false)).not.toContain('more');
    expect(comment('x'.repeat(500), true)).toBe('/** @experimental */\n');
    expect(
      Math.max(
        ...comment('word '.repeat(50), false)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThan(110);
  });

  it('imports what a file names outside of comments and strings', () => {
    const protocol = { version: '1.2.3', hash: 'f'.repeat(64) } as Protocol;
    const { text: file } = sourceFile(
      protocol,
      'x.ts',
      "/** Unused */\nexport const a: t.Type<A> = 'Quoted';\n",
      [{ from: './a.js', names: ['Unused', 'Quoted', 'A'], types: true }],
    );
    expect(file).toBe(
      '// Generated by codegen/main.ts (npm run codegen) from codex 1.2.3, schema ffffffffffffffff. Do not edit.\n\n' +
        "import type * as t from 'io-ts';\nimport type { A } from './a.js';\n\n" +
        "/** Unused */\nexport const a: t.Type<A> = 'Quoted';\n",
    );
  });
});
