import { firstValueFrom, map, mergeMap, NEVER, of, Subject, take } from 'rxjs';
import { stdioTransport } from '../../lib/node';
import { delta } from '../../lib/testing';
import { startScriptedCodex, text, toolCall, type ModelScript } from '../../lib/testing';
import { commandApproval } from '../../lib/testing/messages/server-requests';
import { commandItem } from '../../lib/testing/messages/items';
import { itemCompleted } from '../../lib/testing/messages/item-messages';
import { threadResult, turnStartResult } from '../../lib/testing/messages/results';
import { tokenUsageUpdated, turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { withThread } from '../support/marble-thread';
import { memoryCodex, watch } from '../support/memory-codex';
import { withRealCodex, type WireMessage } from '../support/real-codex';
import { until } from '../support/wait';
import {
  approve,
  commands,
  dashboard,
  fanOut,
  latestOnly,
  loop,
  quickStart,
  raceModels,
  stopExpensive,
  streamText,
  typed,
  withTickets,
  wrong,
} from './gallery';

test('quick start, against the real codex', async () => {
  const codex = await startScriptedCodex({ script: () => [text('A test is missing.')] });
  try {
    expect(await quickStart({ env: codex.env, cwd: codex.cwd })).toBe('A test is missing.');
  } finally {
    await codex.dispose();
  }
});

const reached: [name: string, seen: (message: WireMessage) => boolean][] = [
  ['answered', ({ result }) => result?.turn !== undefined],
  ['started', ({ method }) => method === 'turn/started'],
  ['speaking', ({ method }) => method === 'item/agentMessage/delta'],
];

test.each(reached)(
  'only the latest prompt, against the real codex, each turn %s when the next one comes',
  async (_, seen) => {
    const slow = [text('tick '.repeat(100), { deltas: 100, delayMs: 20 })];
    const script = ({ prompt }: { prompt: string }) => (prompt === 'last' ? [text('the last answer')] : slow);
    await withRealCodex({ script }, async ({ client, codex, wire }) => {
      const ends: string[] = [];
      client.turns$.pipe(mergeMap(({ result$ }) => result$)).subscribe(({ status }) => ends.push(status));
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const prompts$ = new Subject<string>();
      const shown = watch(latestOnly(thread, prompts$));
      for (const prompt of ['one', 'two']) {
        const before = wire.length;
        prompts$.next(prompt);
        await until(() => wire.slice(before).some(seen), prompt);
      }
      prompts$.next('last');
      await until(() => shown.values.length === 1 && ends.length === 3, 'the last answer');
      expect(shown.values).toEqual(['completed: the last answer']);
      expect(ends).toEqual(['interrupted', 'interrupted', 'completed']);
    });
  },
);

test('the text of a turn', () => {
  const { client, say } = memoryCodex();
  const rendered: string[] = [];
  streamText(watch(client.startThread()).values[0]!, (said) => rendered.push(said));
  say(turnStarted(), delta('a'), delta('b'), turnCompleted());
  expect(rendered).toEqual(['a', 'ab']);
});

test('only the latest prompt', () =>
  withThread({}, ({ thread, server, interrupts$ }, { hot, expectObservable }) => {
    let turns = 0;
    server.answers('turn/start', () => turnStartResult({ turnId: `t${(turns += 1)}` }));
    const started = (turnId: string) => turnStarted({ turnId });
    server.plays('-1---2---3-c', {
      1: started('t1'),
      2: started('t2'),
      3: started('t3'),
      c: turnCompleted({ turnId: 't3' }),
    });
    expectObservable(latestOnly(thread, hot('a--b---c'))).toBe('-----------r', { r: 'completed: nothing' });
    expectObservable(interrupts$).toBe('---a---b', { a: 't1', b: 't2' });
  }));

test('fan out, four at a time', () => {
  const { client, say, answers, paramsOf } = memoryCodex();
  let threads = 0;
  answers('thread/start', () => threadResult(`thread-${(threads += 1)}`));
  answers('turn/start', ({ threadId }: { threadId: string }) =>
    turnStartResult({ turnId: `turn of ${threadId}` }),
  );
  const spent = watch(fanOut(client, ['a', 'b', 'c', 'd', 'e', 'f'], '/project'));
  expect(paramsOf('turn/start')).toHaveLength(4);
  for (let n = 1; n <= 6; n += 1) {
    const ref = { threadId: `thread-${n}`, turnId: `turn of thread-${n}` };
    say(turnStarted(ref), tokenUsageUpdated(1, n, ref), turnCompleted(ref));
    expect(paramsOf('turn/start')).toHaveLength(Math.min(6, 4 + n));
  }
  expect(spent.values).toEqual([2, 5, 9, 14, 20, 27]);
  expect(spent.end()).toBe('complete');
});

test('race two models: the loser is interrupted', () => {
  const { client, say, answers, paramsOf } = memoryCodex();
  answers('thread/start', threadResult('one'));
  const [one] = watch(client.startThread()).values;
  answers('thread/start', threadResult('two'));
  const [two] = watch(client.startThread()).values;
  answers('turn/start', ({ threadId }: { threadId: string }) =>
    turnStartResult({ turnId: `turn of ${threadId}` }),
  );
  const winner = watch(raceModels(one!, two!, 'Which?'));
  expect(paramsOf('turn/start')).toMatchObject([{ model: 'a' }, { model: 'b' }]);
  say(turnStarted({ threadId: 'one', turnId: 'turn of one' }));
  const ref = { threadId: 'two', turnId: 'turn of two' };
  say(turnStarted(ref), turnCompleted(ref));
  expect(winner.values).toEqual(['two']);
  expect(winner.end()).toBe('complete');
  expect(paramsOf('turn/interrupt')).toEqual([{ threadId: 'one', turnId: 'turn of one' }]);
});

test('stop a turn that spends too much', () =>
  withThread({}, ({ client, server, interrupts$ }, { expectObservable }) => {
    server.plays('-s-a-b-b-c', {
      s: turnStarted(),
      a: tokenUsageUpdated(1, 1),
      b: tokenUsageUpdated(100, 1),
      c: turnCompleted(),
    });
    expectObservable(stopExpensive(client.turn('t'), 100).pipe(map(() => 'stopped'))).toBe('-----(s|)', {
      s: 'stopped',
    });
    expectObservable(interrupts$).toBe('-----t', { t: 't' });
  }));

test('all commands as they finish', () => {
  const { client, say } = memoryCodex();
  const seen = watch(commands(client));
  say(
    itemCompleted(commandItem('a', 'ls', { status: 'completed', exitCode: 0 })),
    itemCompleted(commandItem('b', 'true'), { turnId: 'u' }),
  );
  expect(seen.values).toEqual(['ls: 0', 'true: no exit code']);
});

test('params and results have their types', () => {
  const { client, say, transport, answers } = memoryCodex();
  answers('thread/loaded/list', { data: ['a', 'b'] });
  const { names$, loaded$, states$ } = typed(client);
  const [names, states] = [watch(names$.pipe(take(1))), watch(states$)];
  say({ method: 'thread/name/updated', params: { threadId: 'thread', threadName: 'Mine' } });
  transport.fail(new Error('gone'));
  expect(names.values).toEqual(['thread Mine']);
  expect(states.values).toEqual(['ready', 'closed Error: gone']);
  expect(watch(loaded$).end()).toMatchObject({ error: { outcome: 'not-sent' } });
  expect(wrong(client, undefined as never, undefined as never)).toHaveLength(9);
});

test('approvals: a rule, then a person, then time', () => {
  jest.useFakeTimers();
  const memory = memoryCodex();
  approve(
    memory.client,
    (command) => command === 'ls',
    ({ id }) => (id === 1 ? of(true) : NEVER),
  );
  ['ls', 'rm -rf build', 'make'].forEach((command, id) =>
    memory.say({ id, ...commandApproval(`c${id}`, command) }),
  );
  jest.advanceTimersByTime(60_000);
  const decisions = memory.sent
    .filter(({ result }) => result !== undefined)
    .map(({ id, result }) => [id, result]);
  expect(decisions).toEqual([
    [0, { decision: 'accept' }],
    [1, { decision: 'accept' }],
    [2, { decision: 'decline' }],
  ]);
  jest.useRealTimers();
});

test('a tool of one’s own, against the real codex', async () => {
  const script: ModelScript = ({ call, toolOutputs }) =>
    call === 0 ? toolCall('ticket', { id: 'A-1' }) : text(toolOutputs[0]!.output);
  const codex = await startScriptedCodex({ script });
  const tickets = { get: (id: string) => of({ id, title: 'Broken' }) };
  const client = withTickets(stdioTransport({ env: codex.env, cwd: codex.cwd }), tickets);
  try {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const { finalResponse } = await firstValueFrom(thread.run('look'));
    expect(JSON.parse(finalResponse!)).toEqual({ id: 'A-1', title: 'Broken' });
  } finally {
    await client.close();
    await codex.dispose();
  }
});

test('a dashboard shows the threads on which something runs', () => {
  const { client, say } = memoryCodex();
  const shown = watch(dashboard(client));
  say(turnStarted(), delta('x'), turnStarted({ threadId: 'other', turnId: 'u' }), turnCompleted());
  expect(shown.values).toEqual([[], ['thread'], ['thread', 'other'], ['other']]);
});

test('a loop reads a turn to its end', async () => {
  const { client, say } = memoryCodex();
  const read: string[] = [];
  const done = loop(client.turn('t'), (method) => read.push(method));
  say(turnStarted(), delta('x'), turnCompleted());
  await done;
  expect(read).toEqual(['turn/started', 'item/agentMessage/delta', 'turn/completed']);
});
