import type { Json } from '../../codegen/input/dump';
import { readSchema } from '../../codegen/input/read-schema';

const read = (definitions: Readonly<Record<string, Json>>) => readSchema({ definitions });
const typeOf = (schema: Json) => read({ X: schema, Ref: { type: 'string' } }).get('X')?.type;

const object = (properties: Readonly<Record<string, Json>>, required: readonly string[] = []): Json => ({
  type: 'object',
  properties,
  required,
});
const text: Json = { type: 'string' };

describe('readSchema', () => {
  it.each<[string, Json, unknown]>([
    ['anything', true, { kind: 'unknown' }],
    ['anything, described', { description: 'x' }, { kind: 'unknown' }],
    ['a string', text, { kind: 'string' }],
    [
      'an integer with a range',
      { type: 'integer', format: 'uint8', minimum: 0, maximum: 255 },
      { kind: 'integer' },
    ],
    ['a nullable', { type: ['number', 'null'] }, { kind: 'nullable', of: { kind: 'number' } }],
    ['a reference', { $ref: '#/definitions/Ref' }, { kind: 'ref', name: 'Ref' }],
    [
      'a wrapped reference',
      { allOf: [{ $ref: '#/definitions/Ref' }], default: 'x' },
      { kind: 'ref', name: 'Ref' },
    ],
    ['an array', { type: 'array', items: text }, { kind: 'array', of: { kind: 'string' } }],
    ['an array of anything', { type: 'array' }, { kind: 'array', of: { kind: 'unknown' } }],
    ['a map', { type: 'object', additionalProperties: text }, { kind: 'record', of: { kind: 'string' } }],
    [
      'a map of anything',
      { type: 'object', additionalProperties: true },
      { kind: 'record', of: { kind: 'unknown' } },
    ],
    [
      'an object',
      { ...(object({ a: text, b: text }, ['a']) as object), additionalProperties: false },
      {
        kind: 'struct',
        fields: [
          { name: 'a', type: { kind: 'string' }, optional: false },
          { name: 'b', type: { kind: 'string' }, optional: true },
        ],
      },
    ],
    [
      'an enum',
      { type: 'string', enum: ['a', 'b'] },
      { kind: 'enum', members: [{ value: 'a' }, { value: 'b' }] },
    ],
    [
      'an enum with a description per member',
      {
        oneOf: [
          { type: 'string', enum: ['a'], description: 'A.' },
          { type: 'string', enum: ['b'] },
        ],
      },
      { kind: 'enum', members: [{ value: 'a', doc: 'A.' }, { value: 'b' }] },
    ],
    [
      'a union of plain types',
      { anyOf: [text, { type: 'integer' }] },
      { kind: 'union', of: [{ kind: 'string' }, { kind: 'integer' }] },
    ],
  ])('reads %s', (_, schema, expected) => {
    expect(typeOf(schema)).toEqual(expected);
  });

  it('tells a tagged union by the constant that every member has', () => {
    const member = (tag: string, field: string) =>
      object({ type: { type: 'string', enum: [tag] }, [field]: text }, ['type']);
    expect(typeOf({ oneOf: [member('a', 'x'), member('b', 'y')] })).toMatchObject({
      kind: 'tagged',
      tag: 'type',
      variants: [{ value: 'a' }, { value: 'b' }],
    });
    expect(typeOf({ oneOf: [member('a', 'x'), member('a', 'y')] })).toMatchObject({ kind: 'union' });
  });

  it('puts fields beside a union into each of its members', () => {
    const member = (tag: string) => object({ type: { type: 'string', enum: [tag] } }, ['type']);
    const type = typeOf({ ...(object({ id: text }, ['id']) as object), oneOf: [member('a'), member('b')] });
    expect(type).toMatchObject({
      kind: 'tagged',
      shared: [{ name: 'id' }],
      variants: [
        { type: { fields: [{ name: 'id' }, { name: 'type' }] } },
        { type: { fields: [{ name: 'id' }, { name: 'type' }] } },
      ],
    });
  });

  it('tells a union by key from one by nothing', () => {
    const keyed = object({ custom: text }, ['custom']);
    const plain = { type: 'string', enum: ['never'] };
    expect(typeOf({ oneOf: [plain, keyed] })).toMatchObject({
      kind: 'keyed',
      anyObject: false,
      variants: [{ name: 'custom' }],
    });
    expect(typeOf({ oneOf: [plain, keyed, { type: ['string', 'object'] }] })).toMatchObject({
      kind: 'keyed',
      anyObject: true,
    });
    expect(typeOf({ oneOf: [keyed, object({ other: text }, ['other'])] })).toMatchObject({ kind: 'union' });
  });

  it('gives v2 the name, and the top level a name of its own if it means something else', () => {
    const definitions = read({
      Same: text,
      Other: text,
      v2: {
        Same: { ...(text as object), title: 'Same' },
        Other: { type: 'integer' },
        Uses: { $ref: '#/definitions/Other' },
      },
    });
    expect([...definitions.keys()].sort()).toEqual(['LegacyOther', 'Other', 'Same', 'Uses']);
    expect(definitions.get('Other')?.type).toEqual({ kind: 'integer' });
    expect(definitions.get('Uses')?.type).toEqual({ kind: 'ref', name: 'LegacyOther' });
  });

  it.each<[string, Json, RegExp]>([
    [
      'an unknown keyword',
      { type: 'string', pattern: '^a' },
      /Unknown schema keyword "pattern" at X\. Decide .* add it to/,
    ],
    ['one deep inside', object({ a: { type: 'array', items: { not: text } } }), /"not" at X\.a\[\]/],
    ['an unknown type', { type: 'date' }, /Unknown type "date" at X\. Teach/],
    ['a tuple', { type: 'array', items: [text, text] }, /A tuple at X\. Teach/],
    ['several schemas in one', { allOf: [text, text] }, /allOf of several schemas at X\. Teach/],
    ['a dangling reference', { $ref: '#/definitions/Missing' }, /X refers to Missing/],
    ['no schema', false, /X is no schema\. Teach/],
  ])('stops at %s with a sentence that says what to do', (_, schema, message) => {
    expect(() => typeOf(schema)).toThrow(message);
  });

  it('stops at a file without definitions', () => {
    expect(() => readSchema({ $schema: 'x' })).toThrow(/has no "definitions"/);
  });
});
