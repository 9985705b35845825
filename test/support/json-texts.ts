import fc, { type Arbitrary } from 'fast-check';

/** A JSON text by its parts, so that it can say what no value can: the same name twice, or an escape in a name. */
export interface JsonText {
  /** The text of a string, a number, a word; anything, for a text that is no JSON. */
  readonly raw?: string;
  readonly fields?: readonly (readonly [name: string, value: JsonText])[];
  readonly elements?: readonly JsonText[];
}

/** Writes a text; `gap` goes between all tokens. */
export const written = ({ raw, fields, elements }: JsonText, gap = ''): string => {
  if (raw !== undefined) return raw;
  const [open, close] = fields ? ['{', '}'] : ['[', ']'];
  const parts = fields
    ? fields.map(([name, value]) => [name, ':', written(value, gap)].join(gap))
    : (elements ?? []).map((element) => written(element, gap));
  return [open, parts.join(`${gap},${gap}`), close].join(gap);
};

const raw = (text: string): JsonText => ({ raw: text });

/** The same string with some of its characters escaped that need not be. */
export const escaped = (text: string): string => {
  const codes = [...text].map((_, at) => text.charCodeAt(at).toString(16).padStart(4, '0'));
  return `"${codes.map((code, at) => (at % 2 === 0 ? `\\u${code}` : JSON.stringify(text[at]).slice(1, -1))).join('')}"`;
};

/** Characters of which a reader that looks for the ends of strings may make too much. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    '"',
    '\\',
    '\\"',
    '\\\\',
    '"}',
    '}}',
    '{',
    '[',
    ']',
    ',',
    ':',
    ' ',
    '\n',
    '\u0000',
    '\u2028',
  ),
  fc.constantFrom('"},"emittedAtMs":1795351871858}', '","threadId":"x', '"params":{', '"id":1', '\\u0022'),
  fc.constantFrom('é', '漢', '😀', '\ud83d', '\ude00', '', 'a', 'a long text, of more than a few characters'),
);

/** Texts of a few such parts. */
export const hostileString = fc.array(hostileText, { maxLength: 5 }).map((parts) => parts.join(''));

const stringText = fc.oneof(
  { weight: 6, arbitrary: hostileString.map((text) => JSON.stringify(text)) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'thread-1', 'threadId').map(escaped) },
  // Runs of backslashes, of which only the even ones end in front of the quote.
  { weight: 1, arbitrary: fc.nat(6).map((count) => `"${'\\'.repeat(count)}"`) },
);

/** Names that a reader looks for, mostly; some of them in an unusual spelling. */
const nameText = (names: readonly string[]): Arbitrary<string> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...names).map((name) => JSON.stringify(name)) },
    { weight: 1, arbitrary: fc.constantFrom(...names).map(escaped) },
    { weight: 1, arbitrary: stringText },
  );

const leaf = fc.oneof(
  { weight: 4, arbitrary: stringText.map(raw) },
  { weight: 2, arbitrary: fc.constantFrom('0', '-1.5e3', '12', 'true', 'false', 'null').map(raw) },
  { weight: 1, arbitrary: fc.constantFrom('{}', '[]', '""').map(raw) },
);

const idText = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('"t1"', '"01a2-f3"', '"é"', '"\u2028"').map(raw) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('""', '7', 'null', '["t"]', '{"id":"t"}', '"a\\"b"', '"\\\\"').map(raw),
  },
  { weight: 1, arbitrary: leaf },
);

const ids = ['threadId', 'turnId', 'threadId', 'turnId', 'id', 'method', 'params', 'turn', '__proto__'];

const nested: Arbitrary<JsonText> = fc.letrec<{ value: JsonText }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(fc.tuple(nameText(ids), tie('value')), { maxLength: 3 }).map((fields) => ({ fields })),
    fc.array(tie('value'), { maxLength: 3 }).map((elements) => ({ elements })),
  ),
})).value;

const paramsText: Arbitrary<JsonText> = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.tuple(nameText(['threadId', 'turnId']), idText) },
      { weight: 2, arbitrary: fc.tuple(nameText(ids), nested) },
    ),
    { maxLength: 5 },
  )
  .map((fields) => ({ fields }));

const methodField = fc
  .constantFrom('"item/started"', '"error"', '""', '"a\\"b"', '7')
  .map((text) => ['"method"', raw(text)] as const);
const field = fc.oneof(
  { weight: 8, arbitrary: methodField },
  { weight: 8, arbitrary: fc.tuple(fc.constant('"params"'), paramsText) },
  { weight: 1, arbitrary: fc.tuple(fc.constant('"params"'), nested) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('"emittedAtMs"'), leaf) },
  { weight: 1, arbitrary: fc.tuple(nameText(['id', 'threadId', 'turnId', 'jsonrpc', '__proto__']), nested) },
);

const paramsField = fc.tuple(fc.constant('"params"'), paramsText);
/** Mostly what makes a notification, and then some; in any order. */
const fieldsOf: Arbitrary<readonly (readonly [string, JsonText])[]> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(methodField, paramsField, fc.array(field, { maxLength: 2 }))
      .chain(([method, params, more]) => fc.shuffledSubarray([method, params, ...more], { minLength: 2 })),
  },
  { weight: 1, arbitrary: fc.array(field, { maxLength: 4 }) },
);

/** Texts that look like a notification, or nearly so. */
const notificationText = fc
  .tuple(
    fieldsOf,
    fc.oneof(
      { weight: 9, arbitrary: fc.constant('') },
      { weight: 1, arbitrary: fc.constantFrom(' ', '\t', '\n') },
    ),
  )
  .map(([fields, gap]) => written({ fields }, gap));

/** Adversarial texts: most of them JSON, some cut off, damaged, or several in a row. */
export const adversarialText: Arbitrary<string> = fc.oneof(
  { weight: 20, arbitrary: notificationText },
  {
    weight: 1,
    arbitrary: fc
      .tuple(notificationText, fc.nat())
      .map(([text, at]) => text.slice(0, at % (text.length + 1))),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(notificationText, fc.nat(), fc.constantFrom('', '"', '\\', '}', ' ')).map(damaged),
  },
  { weight: 1, arbitrary: fc.tuple(notificationText, notificationText).map((texts) => texts.join('')) },
  { weight: 1, arbitrary: notificationText.map((text) => ` ${text}\r`) },
  { weight: 1, arbitrary: nested.map((value) => written(value)) },
);

/** One character replaced. */
function damaged([text, place, by]: readonly [string, number, string]): string {
  const at = place % (text.length + 1);
  return text.slice(0, at) + by + text.slice(at + 1);
}

/** What a text says, if it is JSON. */
export const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
};
