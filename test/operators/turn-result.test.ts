import { concat, from, of, Subject, throwError } from 'rxjs';
import { turnResult, type TurnResult } from '../../lib/operators/turn-result';
import type { Turn } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  agentMessage,
  command,
  delta,
  invalid,
  itemCompleted,
  itemStarted,
  tokenUsage,
  turnCompleted,
  turnStarted,
  usage,
} from '../support/notifications';
import type { CaseName, Diagram } from '../support/diagrams';
import { fail, operatorCases, valuesOf } from '../support/operator-cases';

/** The third event completes the turn: it gives the one value and ends the subscription. */
const diagrams: Readonly<Record<CaseName, Diagram>> = {
  never: {
    source: '    -------',
    subscribed: '^------',
    expected: '  -------',
  },
  empty: {
    source: '    ---|',
    subscribed: '^--!',
    expected: '  ---|',
  },
  one: {
    source: '    --c--|',
    subscribed: '^-!',
    expected: '  --(y|)',
  },
  many: {
    source: '    -a-b-c-a-c-|',
    subscribed: '^----!',
    expected: '  -----(x|)',
  },
  error: {
    source: '    -a-b-#',
    subscribed: '^----!',
    expected: '  -----#',
  },
  'early error': {
    source: '    #',
    subscribed: '(^!)',
    expected: '  #',
  },
  'early unsubscribe': {
    source: '    -a-b-c-|',
    subscribed: '^---!',
    leaves: '    ----!',
    expected: '  -----',
  },
  'synchronous source': {
    source: '    (abc|)',
    subscribed: '(^!)',
    expected: '  (x|)',
  },
};

const bare: TurnResult = {
  id: 'turn',
  threadId: 'thread',
  status: 'completed',
  error: null,
  finalResponse: null,
  output: null,
  items: [],
  usage: null,
  startedAt: null,
  completedAt: null,
  durationMs: null,
};
const said = agentMessage('m', 'Hello');
const whole: TurnResult = { ...bare, items: [said], finalResponse: 'Hello' };

const resultOf = (...events: readonly ServerNotification[]): TurnResult =>
  valuesOf(from(events).pipe(turnResult()))[0] as TurnResult;

describe('turnResult', () => {
  operatorCases<ServerNotification, TurnResult>({
    operator: turnResult,
    source: { a: itemStarted(agentMessage('m')), b: itemCompleted(said), c: turnCompleted() },
    emitted: { x: whole, y: bare },
    live: [whole],
    reads: 3,
    diagrams,
    throwing: {
      toOutput: {
        operator: () => turnResult(fail),
        source: '    -a-b-c-|',
        subscribed: '^----!',
        expected: '  -----#',
      },
    },
  });

  it('gives no value when the source completes without the end of the turn', () => {
    expect(valuesOf(of(turnStarted(), itemCompleted(said)).pipe(turnResult()))).toEqual(['complete']);
  });

  it('errors with its source: a half turn has no result', () => {
    const error = new Error('lost');
    const cut$ = concat(
      of(turnStarted(), itemCompleted(said)),
      throwError(() => error),
    );
    expect(valuesOf(cut$.pipe(turnResult()))).toEqual([{ error }]);
  });

  it('lets go of its source with the value, before it completes', () => {
    const subject = new Subject<ServerNotification>();
    const seen = valuesOf(subject.pipe(turnResult()));
    subject.next(turnCompleted());
    expect(subject.observed).toBe(false);
    expect(seen).toEqual([bare, 'complete']);
  });

  it.each<Partial<Turn>>([
    { status: 'completed', startedAt: 10, completedAt: 12, durationMs: 2_000 },
    { status: 'interrupted', error: null, durationMs: 0 },
    { status: 'failed', error: { message: 'no', codexErrorInfo: 'internalServerError' } },
    { status: 'unheard of' as never },
  ])('takes the end as the server tells it: %j', (fields) => {
    expect(resultOf(turnCompleted({}, fields))).toEqual({ ...bare, ...fields });
  });

  it('takes the usage that was last reported in the turn', () => {
    expect(resultOf(tokenUsage(1), tokenUsage(2), turnCompleted()).usage).toEqual(usage(2));
  });

  it('lists the items from their own events: the end of the turn carries none worth the name', () => {
    const summary = turnCompleted({}, { items: [agentMessage('other', 'summary')], itemsView: 'summary' });
    const events = [itemCompleted(command('c', 'completed')), itemStarted(agentMessage('m')), summary];
    expect(resultOf(...events).items).toEqual([
      command('c', 'completed'),
      { ...agentMessage('m'), abandoned: true },
    ]);
  });

  describe('the final response', () => {
    it.each([
      ['is null without a message', [itemCompleted(command('c'))], null],
      ['is the only message', [itemCompleted(said)], 'Hello'],
      [
        'is the last of several',
        [itemCompleted(agentMessage('1', 'a')), itemCompleted(agentMessage('2', 'b'))],
        'b',
      ],
      [
        'is the one marked as final, even when another follows',
        [
          itemCompleted(agentMessage('1', 'a', 'final_answer')),
          itemCompleted(agentMessage('2', 'b', 'commentary')),
        ],
        'a',
      ],
      [
        'is the last of those marked as final',
        [
          itemCompleted(agentMessage('1', 'a', 'final_answer')),
          itemCompleted(agentMessage('2', 'b', 'final_answer')),
        ],
        'b',
      ],
      [
        'is never an abandoned message',
        [itemCompleted(agentMessage('1', 'a')), itemStarted(agentMessage('2', 'b'))],
        'a',
      ],
      ['is not made of deltas', [delta('1', 'half')], null],
    ])('%s', (_what, events, expected) => {
      expect(resultOf(...events, turnCompleted()).finalResponse).toBe(expected);
    });
  });

  it('skips invalid events on the way', () => {
    const broken = [invalid(itemCompleted(said), null), invalid(tokenUsage(1), {})];
    expect(resultOf(...broken, itemCompleted(agentMessage('2', 'ok')), turnCompleted())).toMatchObject({
      finalResponse: 'ok',
      usage: null,
    });
  });

  it.each<[unknown, Partial<TurnResult>]>([
    [undefined, { id: '', threadId: '', status: 'unknown' as never }],
    [null, { id: '', threadId: '', status: 'unknown' as never }],
    ['text', { id: '', threadId: '', status: 'unknown' as never }],
    [{ threadId: 'thread' }, { id: '', status: 'unknown' as never }],
    [
      { threadId: 'thread', turn: null },
      { id: '', status: 'unknown' as never },
    ],
    [{ threadId: 'thread', turn: { id: 'turn', status: 'failed', items: 'none' } }, { status: 'failed' }],
  ])('ends with an end that does not decode: %j', (params, expected) => {
    const events = [itemStarted(said), invalid(turnCompleted(), params)];
    expect(resultOf(...events)).toEqual({ ...bare, items: [{ ...said, abandoned: true }], ...expected });
  });
});
