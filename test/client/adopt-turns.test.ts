import { adoptTurns } from '../../lib/client/adopt-turns';
import { CodexTurnForgottenError } from '../../lib/errors/codex-turn-forgotten-error';
import type { Turn } from '../../lib/protocol/generated/definitions';
import { threadResult, turnStartResult } from '../../lib/testing/messages/results';
import { commandApproval } from '../../lib/testing/messages/server-requests';
import {
  agentMessage,
  itemCompleted,
  outputDelta,
  tokenUsage,
  turn as turnOf,
  turnCompleted,
  turnStarted,
} from '../support/notifications';
import { memoryCodex, watch } from '../support/memory-codex';
import { valuesOf } from '../support/operator-cases';
import { inOrder } from '../support/reviews';
import { routerUnderTest, type RouterUnderTest } from '../support/routing';

const listing = (turns: readonly unknown[], fields: object = {}) => ({
  ...threadResult('thread'),
  thread: { id: 'thread', turns, ...fields },
});
const turn = (id: string, status: Turn['status'], fields: Partial<Turn> = {}): Turn =>
  turnOf({ id, status, ...fields });

/** A router that was told of an answer to `thread/resume`. */
const resumed = (turns: readonly unknown[], fields?: object, under = routerUnderTest()): RouterUnderTest => {
  adoptTurns(under.router, 'thread/resume', listing(turns, fields));
  return under;
};
const isForgotten = ({ router }: RouterUnderTest, id: string): boolean => {
  const before = router.counts().turns;
  try {
    router.release(router.claim(id));
  } catch (error) {
    return error instanceof CodexTurnForgottenError;
  }
  expect(router.counts().turns).toBe(before);
  return false;
};

test.each(['thread/resume', 'thread/fork'])(
  '%s lists turns; one that is in progress has started',
  (method) => {
    const under = routerUnderTest();
    const turns = [turn('a', 'completed'), turn('b', 'inProgress'), turn('c', 'interrupted')];
    adoptTurns(under.router, method, listing(turns));
    expect([under.running, under.router.find('b')?.activeId()]).toEqual([['b'], 'b']);
  },
);

test.each([
  ['another method', 'thread/read', listing([turn('a', 'inProgress'), turn('b', 'completed')])],
  ['a turn that is answered: its start knows more of it', 'turn/start', turnStartResult({ turnId: 'a' })],
  ['a result of no object', 'thread/fork', null],
  ['turns that are no list', 'thread/resume', listing({ length: 1 } as never)],
  ['turns that are no turns', 'thread/resume', listing([null, 1, 'x', {}])],
  ['a turn without an id', 'thread/resume', listing([{ status: 'inProgress' }, { status: 'completed' }])],
  ['a thread without an id', 'thread/resume', { thread: { turns: [turn('a', 'inProgress')] } }],
  ['a status that nobody knows', 'thread/resume', listing([turn('a', 'novel' as never)])],
])('%s makes none known', (_, method, result) => {
  const under = routerUnderTest();
  adoptTurns(under.router, method, result);
  expect([under.running, isForgotten(under, 'a'), isForgotten(under, 'b')]).toEqual([[], false, false]);
});

describe('a turn that is over and of which nothing is kept', () => {
  test.each(['completed', 'interrupted', 'failed'] as const)(
    '%s: what still comes of it is late',
    (status) => {
      const under = resumed([turn('old', status)]);
      under.route(outputDelta('bg', 'tick', { turnId: 'old' }));
      expect([under.running, under.router.thread('thread').turnstile.busy()]).toEqual([[], false]);
      expect(under.diagnostics).toMatchObject([{ kind: 'late', turnId: 'old', threadId: 'thread' }]);
      expect(isForgotten(under, 'old')).toBe(true);
    },
  );

  test('is not taken for a review by the next one, on a server that names no root', () => {
    const under = resumed([turn('old', 'completed')]);
    under.route(outputDelta('bg', 'tick', { turnId: 'old' }), turnStarted({ turnId: 'new' }));
    expect(under.running).toEqual(['new']);
  });

  test.each([
    ['fork', { forkedFromId: 'other' }],
    ["sub-agent's thread", { parentThreadId: 'other' }],
  ])('interrupted on a %s: it may run on the thread that this was copied from', (_, fields) => {
    const under = resumed([turn('a', 'interrupted'), turn('b', 'completed')], fields);
    expect([isForgotten(under, 'a'), isForgotten(under, 'b')]).toEqual([false, true]);
    under.route(turnStarted({ turnId: 'a', threadId: 'other' }));
    expect(under.running).toEqual(['a']);
  });
});

describe('a turn whose end was missed', () => {
  const items = [agentMessage('m', 'said'), agentMessage('n', 'more')];
  const ended = turn('turn', 'failed', { items, completedAt: 2 });

  test('ends as it is recorded, with what did not come as an event, and lets in who waits', () => {
    const under = routerUnderTest();
    const came = [turnStarted(), itemCompleted(items[0]!)];
    under.route(...came);
    const seen = valuesOf(under.router.claim('turn').log.events$);
    const admitted = valuesOf(under.router.thread('thread').turnstile.admission$);
    const onThread = valuesOf(under.router.thread('thread').events$);
    resumed([ended], {}, under);
    expect(seen).toEqual([
      ...came,
      expect.objectContaining({
        method: 'item/completed',
        params: expect.objectContaining({ item: items[1] }),
      }),
      { method: 'turn/completed', params: { threadId: 'thread', turn: ended } },
      'complete',
    ]);
    expect(admitted).toEqual([expect.any(Function), 'complete']);
    expect([onThread, under.diagnostics]).toEqual([came, []]);
    // Nothing of it is told twice.
    resumed([ended], {}, under);
    under.route(turnCompleted());
    expect(seen).toHaveLength(5);
  });

  test.each([
    ['nobody has seen', []],
    ['only the usage was seen of', [tokenUsage(3)]],
  ])('and that %s is told from its start to whoever waits for it', (_, before) => {
    const under = routerUnderTest();
    under.route(...before);
    const channel = under.router.claim('turn');
    resumed([ended], {}, under);
    const told = ['turn/started', 'item/completed', 'item/completed', 'turn/completed'];
    expect(valuesOf(channel.log.events$).map((event) => Object(event).method ?? event)).toEqual([
      ...before.map(({ method }) => method),
      ...told,
      'complete',
    ]);
    expect([under.running, channel.threadId(), channel.phase()]).toEqual([[], 'thread', 'ended']);
  });

  test('has ended before another one is known to run, and that one keeps the thread', () => {
    const under = routerUnderTest();
    under.route(turnStarted());
    const admitted = valuesOf(under.router.thread('thread').turnstile.admission$);
    resumed([ended, turn('next', 'inProgress')], {}, under);
    expect([admitted, under.running, under.router.find('turn')?.over()]).toEqual([
      [],
      ['turn', 'next'],
      true,
    ]);
  });

  test('runs on where the answer is of another thread: a fork lists it as interrupted', () => {
    const under = routerUnderTest();
    under.route(turnStarted());
    const fork = listing([turn('turn', 'interrupted')], { id: 'fork', forkedFromId: 'thread' });
    adoptTurns(under.router, 'thread/fork', fork);
    expect(under.router.find('turn')?.over()).toBe(false);
  });

  test('is a review: what its other id is listed as says nothing', () => {
    const under = routerUnderTest();
    under.route(...inOrder.slice(0, 3));
    const other = (status: Turn['status']) => turn('X', status, { rootTurnId: 'R' });
    resumed([other('interrupted')], {}, under);
    expect(under.router.find('R')?.over()).toBe(false);
    resumed([other('inProgress'), turn('R', 'completed', { rootTurnId: 'R' })], {}, under);
    expect([under.router.find('R')?.phase(), under.running]).toEqual(['ended', ['R']]);
  });
});

test('what the server asked of a turn that a listing ends is withdrawn with it', () => {
  const { thread, ...answer } = threadResult('thread') as { readonly thread: object };
  const ended = { ...answer, thread: { ...thread, turns: [turn('turn', 'completed')] } };
  const { client, say } = memoryCodex({ answers: { 'thread/resume': ended } });
  const approvals = watch(client.approvals$);
  watch(client.startThread());
  const ids = { threadId: 'thread', turnId: 'turn' };
  say(turnStarted(ids), { ...commandApproval('c', 'ls', ids), id: 0 });
  const settlements = watch(approvals.values[0]!.settled$);
  watch(client.resumeThread('thread'));
  expect([settlements.values, approvals.values[0]!.accept()]).toEqual([[{ by: 'turn' }], false]);
});
