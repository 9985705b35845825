import fc, { type Arbitrary } from 'fast-check';
import type { DeltaReader } from '../../lib/protocol/delta-reader';
import type { NotificationMessage } from '../../lib/protocol/message';
import { escaped, hostileString, written, type JsonText } from './json-texts';
import { scopeOf } from './routing';

type Field = readonly [name: string, value: JsonText];

/** The text of a delta, by its parts. */
export interface DeltaParts {
  readonly method: string;
  readonly params: readonly Field[];
  /** The text of the time; undefined for none. */
  readonly time: string | undefined;
}

/** The parts of a delta that was recorded. */
export const partsOf = ({ method, params, emittedAtMs }: NotificationMessage): DeltaParts => ({
  method,
  params: Object.entries(params as object).map(([name, value]) => [
    JSON.stringify(name),
    { raw: JSON.stringify(value) },
  ]),
  time: emittedAtMs === undefined ? undefined : String(emittedAtMs),
});

/** The same with other values of some params. */
export const withParams = (parts: DeltaParts, values: Readonly<Record<string, string>>): DeltaParts => ({
  ...parts,
  params: parts.params.map(([name, value]) => {
    const own = values[JSON.parse(name) as string];
    return [name, own === undefined ? value : { raw: own }];
  }),
});

const fieldsOf = ({ method, params, time }: DeltaParts): readonly Field[] => [
  ['"method"', { raw: JSON.stringify(method) }],
  ['"params"', { fields: params }],
  ...(time === undefined ? [] : [['"emittedAtMs"', { raw: time }] as const]),
];

/** Writes a delta the way the server does. */
export const deltaText = (parts: DeltaParts): string => written({ fields: fieldsOf(parts) });

/** The text of a delta of another turn, item and so on. */
export const variant = (message: NotificationMessage, values: Readonly<Record<string, string>>): string => {
  const written = Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]);
  return deltaText(withParams(partsOf(message), Object.fromEntries(written) as Record<string, string>));
};

/** Learns from a text as if it had been parsed. */
export const learn = (reader: DeltaReader, text: string): void => {
  const message = JSON.parse(text) as NotificationMessage;
  reader.learn(text, message, scopeOf(message.method));
};

/** The time that ordinary deltas have. */
const now = '1795351871858';

const timeText = fc.constantFrom(
  ...[
    now,
    '1795351871859',
    '9999999999999',
    '1000000000000',
    '0000000000001',
    '01795351871858',
    '0',
    '1',
    '12',
  ],
  ...['17953518718580', '9007199254740991', '9007199254740992', '9007199254740993', '18014398509481985'],
  ...[
    '1795351871.58',
    '1.79535187e12',
    '1e21',
    '1e-7',
    '-795351871858',
    '-0',
    '+795351871858',
    '',
    ' ',
    'null',
  ],
  ...['"1795351871858"', '[1795351871858]', 'true', '179535187185x', '0x95351871858'],
);

/** How a text may be written between its quotes, or fail to be. */
const stringText = fc.oneof(
  { weight: 6, arbitrary: hostileString.map((text) => JSON.stringify(text)) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'word', 'a longer piece of text').map(escaped) },
  { weight: 2, arbitrary: hostileString.map((text) => `"${text}"`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"\\/"', '"\\x"', '"\\u12"', '"a\\"', '"\u007f"', '"\t"', '"\ud83d"'),
  },
  { weight: 1, arbitrary: fc.constantFrom('7', 'null', '{}', '["a"]', '"a" "b"', '"a","delta":"b"') },
  { weight: 1, arbitrary: fc.nat(40).map((count) => JSON.stringify('x'.repeat(count * 50))) },
);

const idText = fc.constantFrom(
  '"turn-1"',
  '"turn-2"',
  '"turn-33"',
  '"thread"',
  '""',
  '7',
  'null',
  '"a\\"b"',
  '"\\u0061"',
  '{"turnId":"turn-1"}',
);

const extra: Arbitrary<Field> = fc.tuple(
  fc.constantFrom('"delta"', '"turnId"', '"itemId"', '"more"', '"__proto__"', '"1"', '"toJSON"'),
  fc.oneof(idText, stringText).map((text) => ({ raw: text })),
);

const inserted = <T>(list: readonly T[], at: number, ...values: readonly T[]): readonly T[] => {
  const place = at % (list.length + 1);
  return [...list.slice(0, place), ...values, ...list.slice(place)];
};

const change = (parts: DeltaParts): Arbitrary<string> => {
  const withDelta = stringText.map((delta) => withParams(parts, { delta }));
  const one = (name: string) => idText.map((id) => withParams(parts, { [name]: id }));
  return fc.oneof(
    { weight: 20, arbitrary: withDelta.map(deltaText) },
    {
      weight: 6,
      arbitrary: fc.tuple(withDelta, timeText).map(([given, time]) => deltaText({ ...given, time })),
    },
    { weight: 3, arbitrary: withDelta.map((given) => deltaText({ ...given, time: undefined })) },
    { weight: 4, arbitrary: fc.constantFrom('turnId', 'threadId', 'itemId').chain(one).map(deltaText) },
    {
      weight: 1,
      arbitrary: fc
        .shuffledSubarray([...parts.params], { minLength: parts.params.length })
        .map((params) => deltaText({ ...parts, params })),
    },
    {
      weight: 1,
      arbitrary: fc
        .shuffledSubarray([...fieldsOf(parts)], { minLength: fieldsOf(parts).length })
        .map((fields) => written({ fields })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(extra, fc.nat(), fc.boolean())
        .map(([field, at, inside]) =>
          inside
            ? deltaText({ ...parts, params: inserted(parts.params, at, field) })
            : written({ fields: inserted(fieldsOf(parts), at, field) }),
        ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(' ', '\n').map((gap) => written({ fields: fieldsOf(parts) }, gap)),
    },
    { weight: 1, arbitrary: fc.nat().map((at) => deltaText(parts).slice(0, at % deltaText(parts).length)) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('\r', ' ', '}', '{"id":1}').map((tail) => deltaText(parts) + tail),
    },
  );
};

/** Texts in a row, derived from deltas: most are like the one before but for a detail, and some of the details are hostile. */
export const deltaTexts = (deltas: readonly NotificationMessage[]): Arbitrary<readonly string[]> => {
  const ordinary = deltas.map((message) => ({
    ...partsOf(message),
    time: message.emittedAtMs === undefined ? undefined : now,
  }));
  const changed = fc.constantFrom(...ordinary).chain(change);
  // One kind of delta at a time, so that what was learned is put to use.
  const row = fc
    .constantFrom(...ordinary)
    .chain((parts) =>
      fc.array(change(parts), { maxLength: 30 }).map((texts) => [deltaText(parts), ...texts]),
    );
  return fc.oneof(
    { weight: 3, arbitrary: row },
    { weight: 1, arbitrary: fc.array(changed, { maxLength: 30 }) },
  );
};
