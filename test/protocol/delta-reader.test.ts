import fc from 'fast-check';
import { createDeltaReader, type DeltaLine } from '../../lib/protocol/delta-reader';
import type { NotificationMessage } from '../../lib/protocol/message';
import type { ServerNotification } from '../../lib/protocol/notification';
import { createNotificationReader } from '../../lib/protocol/read-notification';
import { deltaText, deltaTexts, learn, partsOf, variant, withParams } from '../support/delta-texts';
import { parsed } from '../support/json-texts';
import { recordedDeltas } from '../support/recordings/notification-texts';
import { scopeOf } from '../support/routing';

const deltas = recordedDeltas().map(({ message }) => message);
const { deltaOf } = createNotificationReader({
  codecs: {},
  validate: false,
  report: () => undefined,
  parse: () => undefined,
});
const messageOf = ({ shape, delta, emittedAtMs }: DeltaLine): ServerNotification =>
  deltaOf(shape, delta, emittedAtMs);

/** Whether a value is a message that a delta can be learned from: no other gets there. */
const isDelta = (value: unknown): value is NotificationMessage =>
  typeof value === 'object' &&
  value !== null &&
  !('id' in value) &&
  typeof (value as { readonly method?: unknown }).method === 'string' &&
  scopeOf((value as NotificationMessage).method).delta !== undefined;

describe('createDeltaReader', () => {
  it('reads what JSON.parse reads, in the same order, or gives up; of what is no JSON nothing', () => {
    let lines = 0;
    let gaveUp = 0;
    fc.assert(
      fc.property(deltaTexts(deltas), (texts) => {
        const reader = createDeltaReader();
        for (const text of texts) {
          const line = reader.read(text);
          const json = parsed(text);
          if (line) {
            lines += 1;
            expect(json).toBeDefined();
            const message = messageOf(line);
            expect(message).toEqual(json!.value);
            expect(JSON.stringify(message)).toBe(JSON.stringify(json!.value));
            expect(line.shape.threadId).toBe(line.shape.scope.threadId(message.params));
            expect(line.shape.turnId).toBe(line.shape.scope.turnId(message.params));
          } else {
            gaveUp += 1;
            if (json && isDelta(json.value)) learn(reader, text);
          }
        }
      }),
      { numRuns: 3_000 },
    );
    // A reader that always gives up would prove nothing.
    expect([lines > 1_500, gaveUp > 5_000]).toEqual([true, true]);
  });

  it('has deltas of every method that the real server was seen to send', () => {
    expect(new Set(deltas.map(({ method }) => method))).toEqual(
      new Set([
        'item/agentMessage/delta',
        'item/commandExecution/outputDelta',
        'item/plan/delta',
        'item/reasoning/summaryTextDelta',
        'item/reasoning/textDelta',
      ]),
    );
  });

  it.each(deltas.map((message) => [message.method, Object.keys(message).join(), message] as const))(
    'reads %s (%s) once one was learned',
    (_method, _fields, message) => {
      const reader = createDeltaReader();
      expect(reader.read(variant(message, {}))).toBeUndefined();
      learn(reader, variant(message, {}));
      for (const delta of ['a', '', 'a "quoted" word\n', '漢字 😀', 'x'.repeat(10_000)]) {
        const text = variant(message, { delta });
        expect(messageOf(reader.read(text)!)).toEqual(JSON.parse(text));
      }
    },
  );

  it('reads those of the next millisecond, and learns again when a time is longer', () => {
    const message = { ...deltas[0]!, emittedAtMs: 999 };
    const reader = createDeltaReader();
    learn(reader, variant(message, {}));
    expect(reader.read(variant({ ...message, emittedAtMs: 998 }, {}))?.emittedAtMs).toBe(998);
    const later = variant({ ...message, emittedAtMs: 1_000 }, {});
    expect(reader.read(later)).toBeUndefined();
    learn(reader, later);
    expect(reader.read(later)?.emittedAtMs).toBe(1_000);
  });

  it.each([
    ['9007199254740990', '9007199254740991', true],
    ['9007199254740991', '9007199254740993', false],
    ['1795351871858', '0795351871858', false],
    ['1795351871858', '17953518718.8', false],
    ['1795351871858', '-795351871858', false],
    ['1795351871858', '179535187185', false],
    ['0', '9', true],
    ['5', '-', false],
  ])('knows the time behind a time: after %s, %s is read: %p', (before, time, reads) => {
    const parts = partsOf(deltas[0]!);
    const reader = createDeltaReader();
    learn(reader, deltaText({ ...parts, time: before }));
    const line = reader.read(deltaText({ ...parts, time }));
    expect(line?.emittedAtMs).toBe(reads ? Number(time) : undefined);
  });

  it('takes no other field for the text that is added, also where both are empty', () => {
    const { method, params, time } = withParams(partsOf(deltas[0]!), { delta: '""' });
    const textOf = (more: string): string =>
      deltaText({ method, params: [...params, ['"more"', { raw: more }]], time });
    const reader = createDeltaReader();
    learn(reader, textOf('""'));
    const line = reader.read(textOf('"x"'));
    expect(line ? messageOf(line) : JSON.parse(textOf('"x"'))).toEqual(JSON.parse(textOf('"x"')));
  });

  it.each([1, 100])('gives up on none of the deltas of %i turns at once', (count) => {
    const reader = createDeltaReader();
    const turnIds = Array.from({ length: count }, (_, id) => `turn-${String(id).padStart(4, '0')}`);
    for (const turnId of turnIds) learn(reader, variant(deltas[0]!, { turnId }));
    for (let round = 0; round < 20; round += 1)
      for (const turnId of turnIds) {
        const delta = `${turnId} ${round}`;
        const line = reader.read(variant(deltas[0]!, { turnId, delta }));
        expect([line?.shape.turnId, line?.delta]).toEqual([turnId, delta]);
      }
  });

  it('takes the end of no other turn for that of one, though both say the same time', () => {
    const [message] = deltas.filter(({ method }) => method === 'item/reasoning/summaryTextDelta');
    const text = (turnId: string, summaryIndex: number, delta: string): string =>
      deltaText(
        withParams(partsOf(message!), {
          turnId: JSON.stringify(turnId),
          summaryIndex: String(summaryIndex),
          delta: JSON.stringify(delta),
        }),
      );
    const reader = createDeltaReader();
    learn(reader, text('turn-1', 0, 'a'));
    learn(reader, text('turn-2', 1, 'b'));
    const next = text('turn-1', 1, 'c');
    const line = reader.read(next);
    expect(line ? messageOf(line) : JSON.parse(next)).toEqual(JSON.parse(next));
  });

  it('keeps the shapes of the newest 256 turns', () => {
    const reader = createDeltaReader();
    const text = (id: number): string =>
      variant(deltas[0]!, { turnId: `turn-${String(id).padStart(5, '0')}` });
    for (let id = 0; id < 10_000; id += 1) learn(reader, text(id));
    const known = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, at) => reader.read(text(from + at))).filter(Boolean).length;
    expect([known(0, 9_744), known(9_744, 10_000)]).toEqual([0, 256]);
  });
});
