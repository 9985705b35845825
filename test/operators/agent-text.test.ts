import fc from 'fast-check';
import { from } from 'rxjs';
import { agentText } from '../../lib/operators/agent-text';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  agentMessage,
  command,
  delta,
  invalid,
  itemCompleted,
  itemStarted,
  outputDelta,
  turnCompleted,
} from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

const textsOf = (...events: readonly ServerNotification[]): readonly unknown[] =>
  valuesOf(from(events).pipe(agentText())).slice(0, -1);

/** A message begins, says its pieces and completes with what it said, or with the text given. */
const message = (
  id: string,
  pieces: readonly string[],
  completed = pieces.join(''),
): ServerNotification[] => [
  itemStarted(agentMessage(id)),
  ...pieces.map((piece) => delta(id, piece)),
  itemCompleted(agentMessage(id, completed)),
];

describe('agentText', () => {
  operatorCases<ServerNotification, string>({
    operator: agentText,
    source: { a: delta('m', 'a'), b: delta('m', 'b'), c: delta('m', 'c') },
    emitted: { x: 'a', y: 'ab', z: 'abc' },
    live: ['a', 'ab', 'abc'],
  });

  it('says the whole text so far at each change, once each', () => {
    expect(textsOf(...message('m', ['Hel', 'lo', '']), turnCompleted())).toEqual(['Hel', 'Hello']);
  });

  it('lets the completed text win over the sum of the deltas', () => {
    expect(textsOf(...message('m', ['Hel', 'o'], 'Hello'))).toEqual(['Hel', 'Helo', 'Hello']);
  });

  it('takes a message that comes whole, without a start and without deltas', () => {
    expect(textsOf(itemCompleted(agentMessage('m', 'Hello')))).toEqual(['Hello']);
  });

  it('follows deltas without a start: a subscription that began in the middle', () => {
    expect(textsOf(delta('m', 'lo'), itemCompleted(agentMessage('m', 'Hello')))).toEqual(['lo', 'Hello']);
  });

  it('keeps deltas that came before the start of their message', () => {
    expect(textsOf(delta('m', 'Hel'), itemStarted(agentMessage('m')), delta('m', 'lo'))).toEqual([
      'Hel',
      'Hello',
    ]);
    expect(textsOf(delta('m', 'Hel'), itemStarted(agentMessage('m', 'Hello')))).toEqual(['Hel', 'Hello']);
  });

  it('ignores what comes for a message that has completed', () => {
    const late = [
      delta('m', ' again'),
      itemStarted(agentMessage('m')),
      itemStarted(agentMessage('m', 'Hello all')),
    ];
    expect(textsOf(...message('m', ['Hello']), ...late)).toEqual(['Hello']);
  });

  it('says the same at the end however the text is cut', () => {
    const pieces = fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 });
    fc.assert(
      fc.property(pieces, (cut) => {
        const prefixes = cut.map((_, index) => cut.slice(0, index + 1).join(''));
        const changes = prefixes.filter((text, index) => text !== (prefixes[index - 1] ?? ''));
        expect(textsOf(...cut.map((piece) => delta('m', piece)))).toEqual(changes);
      }),
    );
  });

  it('puts a blank line between several messages, and none before the text of the first or for an empty one', () => {
    expect(textsOf(...message('1', ['one']), ...message('2', []), ...message('3', ['three']))).toEqual([
      'one',
      'one\n\nthree',
    ]);
  });

  it('shows only what counts when the server retries', () => {
    const attempts = [
      [itemStarted(agentMessage('1')), delta('1', 'try1')],
      [itemStarted(agentMessage('2')), delta('2', 'try2')],
      message('3', ['fin', 'ally']),
    ].flat();
    expect(textsOf(...attempts)).toEqual(['try1', '', 'try2', '', 'fin', 'finally']);
  });

  it('keeps the completed messages when the one after them is given up', () => {
    const events = [
      ...message('1', ['one']),
      itemStarted(agentMessage('2')),
      delta('2', 'tw'),
      ...message('3', ['three']),
    ];
    expect(textsOf(...events)).toEqual(['one', 'one\n\ntw', 'one', 'one\n\nthree']);
  });

  it('keeps each text by its item when messages are interleaved, in the order of their first sight', () => {
    const events = [
      delta('1', 'a'),
      delta('2', 'x'),
      delta('1', 'b'),
      delta('2', 'y'),
      itemCompleted(agentMessage('2', 'xy')),
      itemCompleted(agentMessage('1', 'ab')),
    ];
    expect(textsOf(...events)).toEqual(['a', 'x', 'ab\n\nx', 'ab\n\nxy']);
  });

  it('does not lose the open message when one that was given up completes after all', () => {
    const events = [
      delta('1', 'a'),
      delta('2', 'x'),
      itemCompleted(agentMessage('1', 'ab')),
      delta('2', 'y'),
    ];
    expect(textsOf(...events)).toEqual(['a', 'x', 'ab\n\nx', 'ab\n\nxy']);
  });

  it('reads the agent alone: other items and their output are not its words', () => {
    const other = [
      itemStarted(command('c')),
      outputDelta('c', 'out'),
      itemCompleted(command('c', 'completed')),
    ];
    expect(textsOf(...other, ...message('m', ['Hi']))).toEqual(['Hi']);
  });

  it('leaves invalid events out', () => {
    const broken = [
      invalid(delta('m', 'x'), null),
      invalid(itemStarted(agentMessage('m')), {}),
      invalid(itemCompleted(agentMessage('m')), { item: 7 }),
    ];
    expect(textsOf(...broken, delta('m', 'ok'))).toEqual(['ok']);
  });

  it.each(['__proto__', 'constructor', ''])('takes %j for an item id like any other', (id) => {
    expect(textsOf(...message(id, ['a', 'b']), ...message('m', ['c']))).toEqual(['a', 'ab', 'ab\n\nc']);
  });

  it('leaves the text as it was when the turn ends in the middle of a message', () => {
    const cut = [
      itemStarted(agentMessage('m')),
      delta('m', 'Hel'),
      turnCompleted({}, { status: 'interrupted' }),
    ];
    expect(textsOf(...cut)).toEqual(['Hel']);
  });
});
