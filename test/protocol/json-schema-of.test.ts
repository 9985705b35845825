import Ajv2020 from 'ajv/dist/2020';
import fc from 'fast-check';
import * as t from 'io-ts';
import { CodexOptionsError } from '../../lib/errors/codex-options-error';
import { jsonSchemaOf } from '../../lib/protocol/json-schema-of';

const object = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

test.each<[string, t.Mixed, object]>([
  ['string', t.string, { type: 'string' }],
  ['number', t.number, { type: 'number' }],
  ['Int', t.Int, { type: 'integer' }],
  ['boolean', t.boolean, { type: 'boolean' }],
  ['null', t.null, { type: 'null' }],
  ['unknown', t.unknown, {}],
  ['literal', t.literal('a'), { const: 'a' }],
  ['keyof', t.keyof({ a: null, b: null }), { type: 'string', enum: ['a', 'b'] }],
  ['array', t.array(t.string), { type: 'array', items: { type: 'string' } }],
  ['readonlyArray', t.readonlyArray(t.string), { type: 'array', items: { type: 'string' } }],
  ['record', t.record(t.string, t.number), { type: 'object', additionalProperties: { type: 'number' } }],
  ['union', t.union([t.string, t.null]), { anyOf: [{ type: 'string' }, { type: 'null' }] }],
  [
    'type',
    t.type({ a: t.string, b: t.number }),
    object({ a: { type: 'string' }, b: { type: 'number' } }, ['a', 'b']),
  ],
  ['partial', t.partial({ a: t.string }), object({ a: { type: 'string' } }, [])],
  [
    'exact and readonly',
    t.readonly(t.exact(t.type({ a: t.string }))),
    object({ a: { type: 'string' } }, ['a']),
  ],
  [
    'intersection',
    t.intersection([t.type({ a: t.string }), t.partial({ b: t.number })]),
    object({ a: { type: 'string' }, b: { type: 'number' } }, ['a']),
  ],
  [
    'brand',
    t.brand(t.string, (s): s is t.Branded<string, { readonly Long: symbol }> => s.length > 5, 'Long'),
    { type: 'string' },
  ],
])('writes %s', (_, codec, schema) => {
  expect(jsonSchemaOf(codec)).toEqual(schema);
});

test.each<[string, t.Mixed, RegExp]>([
  ['a function', t.type({ a: t.type({ run: t.Function }) }), /Function at a\.run/],
  ['undefined', t.undefined, /undefined has no JSON Schema/],
  [
    'a codec of nobody knows what',
    new t.Type('Date', (u): u is Date => u instanceof Date, t.success as never, String),
    /Date/,
  ],
  ['a recursive one', t.recursion('Tree', (self) => t.type({ children: t.array(self) })), /Tree/],
])('refuses %s, and says where it is', (_, codec, message) => {
  expect(() => jsonSchemaOf(codec)).toThrow(CodexOptionsError);
  expect(() => jsonSchemaOf(codec)).toThrow(message);
});

/** Codecs of JSON, put together at random. */
const codecs = fc.letrec<{ codec: t.Mixed; leaf: t.Mixed }>((tie) => ({
  leaf: fc.constantFrom<t.Mixed>(t.string, t.number, t.boolean, t.null, t.literal('a'), t.Int),
  codec: fc.oneof(
    { maxDepth: 3 },
    tie('leaf'),
    tie('codec').map((inner) => t.array(inner)),
    fc.tuple(tie('codec'), tie('codec')).map(([a, b]) => t.type({ a, b })),
    fc.tuple(tie('codec'), tie('codec')).map(([a, b]) => t.intersection([t.type({ a }), t.partial({ b })])),
    fc.tuple(tie('codec'), tie('codec')).map(([a, b]) => t.union([a, b])),
    tie('codec').map((inner) => t.record(t.string, inner)),
  ),
})).codec;

/** Small values that have a chance to fit. */
const values = fc.letrec((tie) => ({
  leaf: fc.constantFrom<unknown>('a', 1, 1.5, true, null),
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.record({ a: tie('value'), b: tie('value') }, { requiredKeys: [] }),
  ),
})).value;

test('what a schema lets through, its codec decodes', () => {
  const ajv = new Ajv2020({ strict: false });
  let agreed = 0;
  fc.assert(
    fc.property(codecs, values, (codec, value) => {
      const valid = ajv.compile(jsonSchemaOf(codec))(value);
      if (valid) agreed += 1;
      if (valid) expect(codec.is(value)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
  expect(agreed).toBeGreaterThan(50);
});
