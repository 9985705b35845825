import type { ServerNotification } from '../../lib/protocol/notification';
import { foldDeltas } from '../../lib/router/fold-deltas';
import {
  delta,
  invalid,
  itemCompleted,
  agentMessage,
  outputDelta,
  reasoningDelta,
  unknownNotification,
} from '../support/notifications';
import { scopeOf } from '../support/routing';

const fold = (...events: ServerNotification[]): readonly ServerNotification[] =>
  foldDeltas({ events, sizes: events.map(() => 100) }, scopeOf).events;

const folded = <E extends ServerNotification>(event: E): E => ({ ...event, folded: true });

describe('foldDeltas', () => {
  it('joins adjacent deltas of one item', () => {
    expect(fold(delta('m', 'a'), delta('m', 'b'), delta('m', ''), delta('m', 'c'))).toEqual([
      folded(delta('m', 'abc')),
    ]);
  });

  it('leaves a single delta as the object it was', () => {
    const single = delta('m', 'a');
    const result = fold(single, delta('n', 'b'));
    expect(result).toEqual([single, delta('n', 'b')]);
    expect(result[0]).toBe(single);
  });

  it.each<[string, ServerNotification[]]>([
    ['of another item', [delta('1', 'a'), delta('2', 'b'), delta('1', 'c')]],
    ['of another method', [delta('1', 'a'), outputDelta('1', 'b'), delta('1', 'c')]],
    ['of another part of the item', [reasoningDelta('1', 0, 'a'), reasoningDelta('1', 1, 'b')]],
    ['behind another event', [delta('1', 'a'), itemCompleted(agentMessage('1')), delta('1', 'b')]],
    ['that are invalid', [delta('1', 'a'), invalid(delta('1', 'b')), delta('1', 'c')]],
    [
      'of methods that nobody knows',
      [1, 2].map(() => unknownNotification('item/new/delta', { itemId: '1', delta: 'a' })),
    ],
    [
      'that are no text',
      [1, 2].map(() => unknownNotification('item/agentMessage/delta', { itemId: '1', delta: 7 })),
    ],
    ['without params', [1, 2].map(() => unknownNotification('item/agentMessage/delta', null))],
  ])('does not join deltas %s', (_what, events) => {
    expect(fold(...events)).toEqual(events);
  });

  it('can be done again: folded deltas join like others', () => {
    const once = [...fold(delta('m', 'a'), delta('m', 'b'))];
    expect(fold(...once, delta('m', 'c'))).toEqual([folded(delta('m', 'abc'))]);
  });

  it('keeps a character whole that two deltas shared', () => {
    const [high, low] = ['\ud83d', '\ude00'];
    expect(fold(delta('m', high), delta('m', low))).toEqual([folded(delta('m', '😀'))]);
  });

  it('takes the marks of the last piece: that is when the text was so', () => {
    const [early, late] = [1, 2].map((emittedAtMs) => ({ ...delta('m', 'a'), emittedAtMs }));
    expect(fold(early!, late!)).toEqual([{ ...folded(delta('m', 'aa')), emittedAtMs: 2 }]);
  });

  it('counts one envelope and all the text', () => {
    const events = [delta('m', 'aa'), delta('m', 'bbb'), delta('n', 'c')];
    expect(foldDeltas({ events, sizes: [102, 103, 101] }, scopeOf).sizes).toEqual([105, 101]);
  });

  it('does not change what it is given', () => {
    const given = { events: [delta('m', 'a'), delta('m', 'b')] as ServerNotification[], sizes: [1, 2] };
    foldDeltas(given, scopeOf);
    expect(given).toEqual({ events: [delta('m', 'a'), delta('m', 'b')], sizes: [1, 2] });
  });

  it('folds nothing into nothing', () => {
    expect(fold()).toEqual([]);
  });
});
