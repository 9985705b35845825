import { from } from 'rxjs';
import { reasoningText } from '../../lib/operators/reasoning-text';
import type { ThreadItem } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  delta,
  invalid,
  itemCompleted,
  itemStarted,
  notification,
  reasoningDelta,
  turnId,
  threadId,
} from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';

const reasoning = (
  id: string,
  summary: readonly string[] = [],
  content: readonly string[] = [],
): ThreadItem => ({
  type: 'reasoning',
  id,
  summary,
  content,
});
const summed = (itemId: string, summaryIndex: number, text: string): ServerNotification =>
  notification('item/reasoning/summaryTextDelta', { threadId, turnId, itemId, summaryIndex, delta: text });

/** What the operator says of these events. */
const read = (events: readonly ServerNotification[], which?: 'summary' | 'content'): unknown[] =>
  valuesOf(from(events).pipe(reasoningText(which)));

describe('reasoningText', () => {
  operatorCases<ServerNotification, string>({
    operator: () => reasoningText(),
    source: { a: summed('r', 0, 'a'), b: summed('r', 0, 'b'), c: summed('r', 0, 'c') },
    emitted: { x: 'a', y: 'ab', z: 'abc' },
    live: ['a', 'ab', 'abc'],
  });

  it('puts a blank line between parts and between items', () => {
    const events = [
      summed('r', 0, 'one'),
      summed('r', 1, 'two'),
      itemCompleted(reasoning('r', ['one', 'two'])),
      summed('s', 0, 'three'),
    ];
    expect(read(events)).toEqual(['one', 'one\n\ntwo', 'one\n\ntwo\n\nthree', 'complete']);
  });

  it('follows the reasoning itself where that is asked for, and nothing of the other', () => {
    const events = [
      summed('r', 0, 'sum'),
      reasoningDelta('r', 0, 'raw'),
      itemCompleted(reasoning('r', ['sum'], ['raw!'])),
    ];
    expect(read(events, 'content')).toEqual(['raw', 'raw!', 'complete']);
    expect(read(events)).toEqual(['sum', 'complete']);
  });

  it('trusts the completed item more than its deltas, and takes out what was given up', () => {
    const events = [
      itemStarted(reasoning('r')),
      summed('r', 0, 'try'),
      itemStarted(reasoning('s')),
      summed('s', 0, 'final'),
      itemCompleted(reasoning('s', ['finally'])),
    ];
    expect(read(events)).toEqual(['try', '', 'final', 'finally', 'complete']);
  });

  it('leaves everything else out, and parts that cannot be', () => {
    const events = [
      delta('m', 'text'),
      invalid(summed('r', 0, 'x')),
      summed('r', -1, 'x'),
      summed('r', 1e9, 'x'),
      summed('r', 0.5, 'x'),
    ];
    expect(read(events)).toEqual(['complete']);
  });
});
