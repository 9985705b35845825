import { Subject, type Observable } from 'rxjs';
import type { CodexThread } from '../../lib/client/codex-thread';
import { itemCompleted } from '../../lib/testing/messages/item-messages';
import { commandItem } from '../../lib/testing/messages/items';
import { threadResult } from '../../lib/testing/messages/results';
import { threadStarted, threadStatusChanged, warning } from '../../lib/testing/messages/thread-messages';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch, type MemoryCodex } from '../support/memory-codex';

const threadOf = ({ client }: MemoryCodex): CodexThread => watch(client.startThread()).values[0]!;

test('id and info are what the server answered', () => {
  const thread = threadOf(memoryCodex());
  expect(thread.id).toBe('thread');
  expect(thread.info).toMatchObject({
    model: 'fake-model',
    modelProvider: 'fake',
    approvalPolicy: 'on-request',
    thread: { id: 'thread' },
  });
});

describe('events$', () => {
  test('what came around the answer is kept for the first subscriber; then it is hot', () => {
    const memory = memoryCodex();
    memory.say(warning('before the answer', 'thread'));
    const thread = threadOf(memory);
    memory.say(threadStarted(), turnStarted());
    const first = watch(thread.events$);
    expect(first.values.map(({ method }) => method)).toEqual(['warning', 'thread/started', 'turn/started']);
    const second = watch(thread.events$);
    memory.say(threadStatusChanged('idle'));
    expect(first.values).toHaveLength(4);
    expect(second.values.map(({ method }) => method)).toEqual(['thread/status/changed']);
  });

  test('holds the events of its turns, also those after a turn has ended, and no others', () => {
    const memory = memoryCodex();
    const thread = threadOf(memory);
    const events = watch(thread.events$);
    const late = itemCompleted(commandItem('background', 'sleep 9', { status: 'completed' }));
    memory.say(
      turnStarted(),
      turnCompleted(),
      turnStarted({ threadId: 'other', turnId: 'u' }),
      warning('global', null),
      late,
    );
    expect(events.values.map(({ method }) => method)).toEqual([
      'turn/started',
      'turn/completed',
      'item/completed',
    ]);
    expect(memory.diagnostics).toMatchObject([{ kind: 'late', turnId: 't', method: 'item/completed' }]);
    expect(watch(memory.client.turn('t').events$).values).toHaveLength(2);
  });

  test('marks what does not decode', () => {
    const memory = memoryCodex();
    const events = watch(threadOf(memory).events$);
    memory.say({ method: 'thread/name/updated', params: { threadId: 'thread', threadName: 1 } });
    expect(events.values).toMatchObject([{ method: 'thread/name/updated', invalid: true }]);
    expect(memory.diagnostics).toMatchObject([{ kind: 'decode' }]);
  });
});

test('turns$ has each turn of the thread when it is first known to run', () => {
  const memory = memoryCodex();
  const turns = watch(threadOf(memory).turns$);
  memory.say(
    turnStarted(),
    turnStarted({ threadId: 'other', turnId: 'u' }),
    turnCompleted(),
    turnStarted({ turnId: 'v' }),
  );
  expect(turns.values.map(({ id, threadId }) => [id, threadId])).toEqual([
    ['t', 'thread'],
    ['v', 'thread'],
  ]);
  expect(watch(turns.values[0]!.events$).end()).toBe('complete');
});

test.each(['lost', 'closed'])(
  'both complete when the connection is %s, also for who comes later',
  async (how) => {
    const memory = memoryCodex();
    const thread = threadOf(memory);
    const streams = [watch<unknown>(thread.events$), watch<unknown>(thread.turns$)];
    if (how === 'lost') memory.transport.fail();
    else await memory.client.close();
    streams.push(watch(thread.events$), watch(thread.turns$));
    expect(streams.map(({ end }) => end())).toEqual(Array(4).fill('complete'));
  },
);

test('release says that the thread is needed no more; cold', () => {
  const memory = memoryCodex();
  const release$ = threadOf(memory).release();
  expect(memory.paramsOf('thread/unsubscribe')).toEqual([]);
  expect(watch(release$).values).toEqual([{ status: 'unsubscribed' }]);
  expect(memory.paramsOf('thread/unsubscribe')).toEqual([{ threadId: 'thread' }]);
});

describe('a handle by id', () => {
  test('has the streams of the thread and starts turns on it', () => {
    const memory = memoryCodex();
    const thread = memory.client.thread('thread');
    const events = watch(thread.events$);
    const turns = watch(thread.turns$);
    watch(thread.startTurn('hi'));
    memory.say(turnStarted());
    expect(events.values.map(({ method }) => method)).toEqual(['turn/started']);
    expect([turns.values.length, memory.paramsOf('turn/start')]).toEqual([
      1,
      [expect.objectContaining({ threadId: 'thread' })],
    ]);
    expect(memory.methods()).toEqual(['turn/start']);
  });

  test('forks the thread into one with its own info', () => {
    const memory = memoryCodex({ answers: { 'thread/fork': threadResult('copy') } });
    const [copy] = watch(memory.client.thread('thread').fork({ lastTurnId: 't' })).values;
    expect(copy).toMatchObject({ id: 'copy', info: { thread: { id: 'copy' } } });
    expect(watch(memory.client.forkThread('thread')).values).toHaveLength(1);
    expect(memory.paramsOf('thread/fork')).toEqual([
      { threadId: 'thread', lastTurnId: 't' },
      { threadId: 'thread' },
    ]);
  });

  test.each([
    ['listTurns', 'thread/turns/list'],
    ['listItems', 'thread/items/list'],
  ] as const)('%s reads page after page (%s)', (name, method) => {
    const answer = (params: unknown): unknown => {
      const { cursor } = params as { readonly cursor: string | null };
      return { data: [], nextCursor: cursor === null ? 'next' : null };
    };
    const memory = memoryCodex({ answers: { [method]: answer } });
    const list$: Observable<unknown> = memory.client.thread('thread')[name]({ limit: 5 });
    expect(watch(list$).end()).toBe('complete');
    expect(memory.paramsOf(method)).toEqual([
      { threadId: 'thread', limit: 5, cursor: null },
      { threadId: 'thread', limit: 5, cursor: 'next' },
    ]);
  });
});

test('subAgents$ has handles of the threads that agents of this one spawned', () => {
  const memory = memoryCodex();
  const thread = memory.client.thread('thread');
  memory.say(
    itemCompleted({
      type: 'subAgentActivity',
      id: 'a',
      agentThreadId: 'child',
      agentPath: 'agent',
      kind: 'started',
    }),
  );
  const children = watch(thread.subAgents$);
  const turns = watch(children.values[0]!.turns$);
  memory.say(turnStarted({ threadId: 'child', turnId: 'u' }));
  expect([children.values.map(({ id }) => id), turns.values.map(({ id }) => id)]).toEqual([['child'], ['u']]);
});

test('after release() a resume that is cancelled does not hold on to the thread', () => {
  const answer$ = new Subject<unknown>();
  const memory = memoryCodex();
  watch(threadOf(memory).release());
  memory.answers('thread/resume', answer$);
  watch(memory.client.resumeThread('thread')).unsubscribe();
  answer$.next(threadResult('thread'));
  expect(memory.paramsOf('thread/unsubscribe')).toEqual([{ threadId: 'thread' }, { threadId: 'thread' }]);
});
