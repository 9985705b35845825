import { NEVER, of, Subject } from 'rxjs';
import type { CodexThread } from '../../lib/client/codex-thread';
import type { WhenBusy } from '../../lib/client/admit-turn';
import { turnStartResult } from '../../lib/testing/messages/results';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch, type MemoryCodex } from '../support/memory-codex';

/** A thread on which turns are numbered as they are started. */
const threadUnder = (whenBusy?: WhenBusy): MemoryCodex & { readonly thread: CodexThread } => {
  let turns = 0;
  const memory = memoryCodex({
    answers: { 'turn/start': () => of(turnStartResult({ turnId: `t${(turns += 1)}` })) },
  });
  const thread = watch(memory.client.startThread({}, { whenBusy })).values[0]!;
  return { ...memory, thread };
};
const prompts = ({ paramsOf }: MemoryCodex): unknown[] =>
  (paramsOf('turn/start') as readonly { input: readonly { text: string }[] }[]).map(
    ({ input }) => input[0]?.text,
  );
const ends = (turnId: string, status: 'completed' | 'interrupted' = 'completed') => [
  turnStarted({ turnId }),
  turnCompleted({ turnId, status }),
];

describe('queue', () => {
  test('starts one turn after the other, in order, when the one before has ended', () => {
    const all = threadUnder('queue');
    const results = ['a', 'b', 'c'].map((prompt) => watch(all.thread.run(prompt)));
    expect(prompts(all)).toEqual(['a']);
    all.say(...ends('t1'));
    expect(prompts(all)).toEqual(['a', 'b']);
    all.say(...ends('t2'), ...ends('t3'));
    expect(prompts(all)).toEqual(['a', 'b', 'c']);
    expect(results.map(({ values }) => values.map(({ id }) => id))).toEqual([['t1'], ['t2'], ['t3']]);
  });

  test('waits for turns that others started, too', () => {
    const all = threadUnder('queue');
    all.say(turnStarted({ turnId: 'theirs' }));
    watch(all.thread.startTurn('a'));
    expect(prompts(all)).toEqual([]);
    all.say(turnCompleted({ turnId: 'theirs' }));
    expect(prompts(all)).toEqual(['a']);
  });

  test('unsubscribing while it waits sends nothing, and lets the next one in', () => {
    const all = threadUnder('queue');
    watch(all.thread.run('a'));
    const second = watch(all.thread.run('b'));
    watch(all.thread.run('c'));
    second.unsubscribe();
    all.say(...ends('t1'));
    expect(prompts(all)).toEqual(['a', 'c']);
    expect(all.paramsOf('turn/interrupt')).toEqual([]);
  });

  test('a turn/start that is refused lets the next one in', () => {
    const all = threadUnder('queue');
    const answer$ = new Subject<unknown>();
    all.answers('turn/start', answer$);
    const first = watch(all.thread.run('a'));
    watch(all.thread.run('b'));
    expect(prompts(all)).toEqual(['a']);
    answer$.error({ code: -32600, message: 'no' });
    expect(first.end()).toMatchObject({ error: { name: 'CodexRequestError' } });
    expect(prompts(all)).toEqual(['a', 'b']);
  });

  test('an interrupted turn/start is followed by the interrupt first', () => {
    const all = threadUnder('queue');
    all.answers('turn/start', NEVER);
    const first = watch(all.thread.run('a'));
    watch(all.thread.run('b'));
    first.unsubscribe();
    expect(all.methods()).toEqual(['thread/start', 'turn/start', 'turn/interrupt']);
  });

  test('what waits when the connection ends fails, and says that it was not sent', () => {
    const all = threadUnder('queue');
    watch(all.thread.run('a'));
    const waiting = watch(all.thread.run('b'));
    all.transport.fail();
    expect(waiting.end()).toMatchObject({ error: { outcome: 'not-sent' } });
    expect(prompts(all)).toEqual(['a']);
  });
});

describe('reject', () => {
  test('errors while a turn runs, and sends nothing', () => {
    const all = threadUnder('reject');
    watch(all.thread.run('a'));
    all.say(turnStarted({ turnId: 't1' }));
    const second = watch(all.thread.run('b'));
    expect(second.end()).toMatchObject({
      error: { name: 'CodexBusyError', threadId: 'thread', turnId: 't1' },
    });
    expect(prompts(all)).toEqual(['a']);
    all.say(turnCompleted({ turnId: 't1' }));
    watch(all.thread.run('c'));
    expect(prompts(all)).toEqual(['a', 'c']);
  });

  test('counts a start that waits for a place on the wire', () => {
    const all = memoryCodex({ maxInFlight: 1, answers: { 'thread/loaded/list': NEVER } });
    const thread = watch(all.client.startThread()).values[0]!;
    watch(all.client.request('thread/loaded/list', {}));
    const first = watch(thread.startTurn('a'));
    const rejected = (): unknown => watch(thread.startTurn('b', {}, { whenBusy: 'reject' })).end();
    expect(rejected()).toMatchObject({ error: { name: 'CodexBusyError', turnId: undefined } });
    first.unsubscribe();
    expect(rejected()).toBeUndefined();
  });
});

describe('replace', () => {
  test('interrupts what runs, and starts when it has ended', () => {
    const all = threadUnder('replace');
    const first = watch(all.thread.run('a'));
    all.say(turnStarted({ turnId: 't1' }));
    watch(all.thread.run('b'));
    expect(all.paramsOf('turn/interrupt')).toEqual([{ threadId: 'thread', turnId: 't1' }]);
    all.say(turnCompleted({ turnId: 't1', status: 'interrupted' }));
    expect(first.values).toMatchObject([{ id: 't1', status: 'interrupted' }]);
    expect(prompts(all)).toEqual(['a', 'b']);
  });

  test('the newest wins: what was started meanwhile is interrupted as well', () => {
    const all = threadUnder('replace');
    watch(all.thread.run('a'));
    all.say(turnStarted({ turnId: 't1' }));
    watch(all.thread.run('b'));
    watch(all.thread.run('c'));
    all.say(turnCompleted({ turnId: 't1', status: 'interrupted' }), ...ends('t2', 'interrupted'));
    expect(prompts(all)).toEqual(['a', 'b', 'c']);
    expect(all.paramsOf('turn/interrupt')).toContainEqual({ threadId: 'thread', turnId: 't2' });
  });

  test('on a free thread it just starts', () => {
    const all = threadUnder('replace');
    watch(all.thread.run('a'));
    expect(all.methods()).toEqual(['thread/start', 'turn/start']);
  });
});

test('steer is the default, and a call can say otherwise than its thread', () => {
  const all = threadUnder('queue');
  watch(all.thread.run('a'));
  watch(all.thread.run('b', {}, { whenBusy: 'steer' }));
  watch(all.client.thread('thread').startTurn('c'));
  watch(all.client.thread('thread', { whenBusy: 'reject' }).startTurn('d'));
  expect(prompts(all)).toEqual(['a', 'b', 'c']);
});
