import { NEVER, Subject } from 'rxjs';
import { turnStartResult } from '../../lib/testing/messages/results';
import { turnCompleted, turnObject, turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch } from '../support/memory-codex';

const reviewResult = { reviewThreadId: 'thread', turn: turnObject('inProgress', { turnId: 'R' }) };
const input = [{ type: 'text', text: 'hi', text_elements: [] }] as const;
/** The review starts under an id of its own. */
const announced = {
  method: 'turn/started',
  params: { threadId: 'thread', turn: { ...turnObject('inProgress', { turnId: 'X' }), rootTurnId: 'R' } },
};
const target = { type: 'uncommittedChanges' } as const;

describe('startReview', () => {
  test('emits the turn of the review: one stream, although it starts under another id', () => {
    const memory = memoryCodex({ answers: { 'review/start': reviewResult } });
    const [turn] = watch(memory.client.thread('thread').startReview(target)).values;
    const result = watch(turn!.result$);
    memory.say(announced, turnCompleted({ turnId: 'R' }));
    expect(memory.paramsOf('review/start')).toEqual([{ threadId: 'thread', target }]);
    expect([turn!.id, result.values]).toEqual([
      'R',
      [expect.objectContaining({ id: 'R', status: 'completed' })],
    ]);
  });

  test('is interrupted by the id that it started under', () => {
    const memory = memoryCodex({ answers: { 'review/start': reviewResult } });
    const [turn] = watch(memory.client.thread('thread').startReview(target)).values;
    memory.say(announced);
    watch(turn!.interrupt());
    expect(memory.paramsOf('turn/interrupt')).toEqual([{ threadId: 'thread', turnId: 'X' }]);
  });

  test('on a busy thread does what the policy says', () => {
    const memory = memoryCodex();
    const thread = memory.client.thread('thread', { whenBusy: 'reject' });
    memory.say(turnStarted());
    expect(watch(thread.startReview(target)).end()).toMatchObject({ error: { name: 'CodexBusyError' } });
    expect(memory.paramsOf('review/start')).toEqual([]);
  });
});

describe('a turn that a plain request starts', () => {
  test('answers as the server did, and is known as a turn', () => {
    const memory = memoryCodex();
    const turns = watch(memory.client.turns$);
    const answer = watch(memory.client.request('turn/start', { threadId: 'thread', input }));
    expect([answer.values, answer.end()]).toEqual([
      [expect.objectContaining({ turn: expect.objectContaining({ id: 't' }) })],
      'complete',
    ]);
    expect(turns.values.map(({ id }) => id)).toEqual(['t']);
  });

  test('keeps its thread busy from the write on', () => {
    const memory = memoryCodex({ answers: { 'turn/start': NEVER } });
    watch(memory.client.request('turn/start', { threadId: 'thread', input }));
    const rejected = watch(memory.client.thread('thread').run('b', {}, { whenBusy: 'reject' }));
    expect(rejected.end()).toMatchObject({ error: { name: 'CodexBusyError' } });
  });

  test.each(['turn/start', 'review/start'] as const)('is interrupted by close(): %s', async (method) => {
    const memory = memoryCodex({
      answers: { 'review/start': reviewResult, 'turn/start': turnStartResult({ turnId: 'R' }) },
    });
    const params = method === 'turn/start' ? { threadId: 'thread', input } : { threadId: 'thread', target };
    watch(memory.client.request(method, params as never));
    memory.say(turnStarted({ turnId: 'R' }));
    const closed = memory.client.close();
    expect(memory.paramsOf('turn/interrupt')).toEqual([{ threadId: 'thread', turnId: 'R' }]);
    memory.say(turnCompleted({ turnId: 'R', status: 'interrupted' }));
    await closed;
  });

  test('is sent anew for each subscriber, and not at all without one', () => {
    const memory = memoryCodex();
    const request$ = memory.client.request('turn/start', { threadId: 'thread', input });
    expect(memory.paramsOf('turn/start')).toEqual([]);
    watch(request$);
    watch(request$);
    expect(memory.paramsOf('turn/start')).toHaveLength(2);
  });

  test('without a thread goes to the server as it is', () => {
    const memory = memoryCodex({ answers: { 'turn/start': NEVER } });
    watch(memory.client.request('turn/start', { input } as never));
    expect(memory.paramsOf('turn/start')).toEqual([{ input }]);
  });
});

test('a turn/start that is refused does not take a turn for its own that others started meanwhile', async () => {
  const answer$ = new Subject<unknown>();
  const memory = memoryCodex({ answers: { 'turn/start': answer$ } });
  const refused = watch(memory.client.thread('thread').run('hi'));
  memory.say(turnStarted({ turnId: 'theirs' }));
  answer$.error({ code: -32600, message: 'no' });
  expect(refused.end()).toMatchObject({ error: { name: 'CodexRequestError' } });
  await memory.client.close();
  expect(memory.paramsOf('turn/interrupt')).toEqual([]);
});

test('a turn/start whose answer is lost takes the turn that opened for its own, and stops it', () => {
  const answer$ = new Subject<unknown>();
  const memory = memoryCodex({ answers: { 'turn/start': answer$ } });
  const lost = watch(memory.client.thread('thread').run('hi'));
  memory.say(turnStarted());
  answer$.next({ turn: 1 });
  expect(lost.end()).toMatchObject({ error: { name: 'CodexDecodeError' } });
  expect(memory.paramsOf('turn/interrupt')).toEqual([{ threadId: 'thread', turnId: 't' }]);
});

describe('on a busy thread of a server that answers with an id that never runs', () => {
  const startOver = () => {
    const answer$ = new Subject<unknown>();
    const memory = memoryCodex();
    watch(memory.client.startThread());
    watch(memory.client.thread('thread').startTurn('a'));
    memory.say(turnStarted());
    memory.answers('turn/start', answer$);
    const result = watch(memory.client.thread('thread').run('b'));
    answer$.next(turnStartResult({ turnId: 'phantom' }));
    return { ...memory, result };
  };

  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  test('the run ends with the turn that it steered, a second after that', () => {
    const { say, result, client } = startOver();
    say(turnCompleted());
    expect(result.values).toEqual([]);
    jest.advanceTimersByTime(1_000);
    expect([result.values, result.end()]).toEqual([[expect.objectContaining({ id: 't' })], 'complete']);
    expect(watch(client.turn('phantom').result$).values).toHaveLength(1);
  });

  test('it is a turn of its own if it runs after all', () => {
    const { say, result } = startOver();
    say(turnCompleted(), turnStarted({ turnId: 'phantom' }));
    jest.advanceTimersByTime(1_000);
    expect(result.values).toEqual([]);
    say(turnCompleted({ turnId: 'phantom' }));
    expect(result.values).toEqual([expect.objectContaining({ id: 'phantom' })]);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('it does not keep the thread busy, and is on no stream of turns', () => {
    const { say, client, paramsOf } = startOver();
    const turns = watch(client.turns$);
    say(turnCompleted());
    watch(client.thread('thread').run('c', {}, { whenBusy: 'reject' }));
    expect([paramsOf('turn/start').length, turns.values]).toEqual([3, []]);
  });

  test('the loss of the connection errors it at once', () => {
    const { transport, result } = startOver();
    transport.fail();
    expect(result.end()).toMatchObject({ error: { name: 'CodexTransportError' } });
    expect(jest.getTimerCount()).toBe(0);
  });
});
