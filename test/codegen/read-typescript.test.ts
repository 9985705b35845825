import { typescriptReader } from '../../codegen/input/read-typescript';

const read = (text: string, others: Readonly<Record<string, string>> = {}) =>
  typescriptReader(new Map(Object.entries({ 'v2/X': text, ...others })), (path) =>
    path.replace(/^v2\//, ''),
  ).read('v2/X');
const typeOf = (type: string) =>
  read(
    `import type { Ref } from "../Ref";\nimport type { JsonValue } from "../serde_json/JsonValue";\nexport type X = ${type};`,
    {
      Ref: 'export type Ref = { a: string, };',
    },
  ).type;

describe('typescriptReader', () => {
  it.each([
    ['string', { kind: 'string' }],
    ['number', { kind: 'number' }],
    ['bigint', { kind: 'integer' }],
    ['boolean', { kind: 'boolean' }],
    ['unknown', { kind: 'unknown' }],
    ['JsonValue', { kind: 'unknown' }],
    ['Ref', { kind: 'ref', name: 'Ref' }],
    ['string | null', { kind: 'nullable', of: { kind: 'string' } }],
    ['string | null | null', { kind: 'nullable', of: { kind: 'string' } }],
    ['Array<Ref>', { kind: 'array', of: { kind: 'ref', name: 'Ref' } }],
    ['unknown[]', { kind: 'array', of: { kind: 'unknown' } }],
    ['{ [key in string]?: Ref }', { kind: 'record', of: { kind: 'ref', name: 'Ref' } }],
    ['{ [key: string]: unknown }', { kind: 'record', of: { kind: 'unknown' } }],
    ['Record<string, never>', { kind: 'struct', fields: [] }],
    ['"a" | "b"', { kind: 'enum', members: [{ value: 'a' }, { value: 'b' }] }],
    [
      '{ a?: string, }',
      { kind: 'struct', fields: [{ name: 'a', type: { kind: 'string' }, optional: true }] },
    ],
  ])('reads %s', (type, expected) => {
    expect(typeOf(type)).toEqual(expected);
  });

  it('writes intersections out, following references', () => {
    expect(typeOf('{ "type": "one" } & Ref | { "type": "two", b: string, }')).toMatchObject({
      kind: 'tagged',
      tag: 'type',
      variants: [{ value: 'one', type: { fields: [{ name: 'type' }, { name: 'a' }] } }, { value: 'two' }],
    });
    expect(typeOf('{ id: string, } & ({ a: string, } | { b: string, })')).toMatchObject({
      kind: 'union',
      of: [{ fields: [{ name: 'id' }, { name: 'a' }] }, { fields: [{ name: 'id' }, { name: 'b' }] }],
    });
  });

  it('keeps comments', () => {
    const definition = read(
      '/**\n * What it is.\n */\nexport type X = {\n/**\n * What a is.\n */\na: string, };',
    );
    expect(definition.doc).toBe('What it is.');
    expect(definition.type).toMatchObject({ fields: [{ doc: 'What a is.' }] });
  });

  it('compares types without their comments', () => {
    const reader = typescriptReader(
      new Map([
        ['A', 'export type A = { x: string, };'],
        ['B', 'import type { Y } from "./Y";\nexport type B = {\n/** Doc. */\nx: string, };'],
        ['C', 'export type C = { x: number, };'],
      ]),
      (path) => path,
    );
    expect(reader.shapeOf('A')).toBe(reader.shapeOf('B'));
    expect(reader.shapeOf('A')).not.toBe(reader.shapeOf('C'));
  });

  it.each(['[string, number]', 'keyof Ref', '() => void', '{ m(): void }'])(
    'stops at %s and says what to do',
    (type) => {
      expect(() => typeOf(type)).toThrow(
        /Cannot read .* in v2\/X\.ts\. Teach codegen\/input\/read-typescript\.ts/,
      );
    },
  );

  it('stops at a file that is missing or exports nothing', () => {
    const reader = typescriptReader(new Map([['A', 'const a = 1;']]), (path) => path);
    expect(() => reader.read('A')).toThrow(/A\.ts exports no type/);
    expect(() => reader.read('B')).toThrow(/has no file B\.ts/);
  });
});
