import { approvalPolicy } from '../../lib/client/presets';
import { threadResult } from '../../lib/testing/messages/results';
import { commandApproval, fileChangeApproval } from '../../lib/testing/messages/server-requests';
import { turnCompleted, turnObject, turnStarted } from '../../lib/testing/messages/turn-messages';
import type { CodexErrorInfo, ThreadItem, TurnStatus } from '../../lib/protocol/generated/definitions';
import type { Unrecognized } from '../../lib/protocol/runtime';
import { turnText } from '../../lib/view/turn-view';
import { memoryCodex, watch, type MemoryCodex } from '../support/memory-codex';

/** An item, a status, a cause and a policy of a server that is newer than this library. */
const hologram = { type: 'hologram', id: 'h', shape: { edges: 12 } };
const cause = { quantumDecoherence: { qubits: 3 } };
const at = { threadId: 'thread', turnId: 't' };
const itemSaid = (method: string, item: object) => ({
  method,
  params: { ...at, item, startedAtMs: 1, completedAtMs: 2 },
});

const open = (memory: MemoryCodex) => {
  const [thread] = watch(memory.client.startThread()).values;
  const [turn] = watch(thread!.startTurn('hi')).values;
  memory.say(turnStarted());
  return { thread: thread!, turn: turn! };
};

/** Compiles only while the known members narrow, and what is left is the open case. */
const described = (status: TurnStatus): string => {
  switch (status) {
    case 'completed':
    case 'interrupted':
    case 'failed':
    case 'inProgress':
      return status;
    default: {
      const novel: Unrecognized = status;
      return `novel: ${String(novel)}`;
    }
  }
};
const commandOf = (item: ThreadItem): string | undefined =>
  item.type === 'commandExecution' ? item.command : undefined;
const causeOf = (info: CodexErrorInfo): string => (typeof info === 'string' ? info : Object.keys(info)[0]!);

describe('the result of a request', () => {
  const turn = {
    ...turnObject('completed', at),
    status: 'paused',
    items: [hologram],
    error: { message: 'no', codexErrorInfo: cause, additionalDetails: null },
  };
  const thread = {
    ...threadResult('thread').thread,
    status: { type: 'dreaming', depth: 2 },
    turns: [turn],
    mood: 'good',
  };

  test('passes with members, items and fields that nobody knows, and still narrows', () => {
    const { client, diagnostics } = memoryCodex({ answers: { 'thread/read': { thread } } });
    const { values, end } = watch(client.request('thread/read', { threadId: 'thread' }));
    expect([values, end(), diagnostics]).toEqual([[{ thread }], 'complete', []]);
    const [read] = values[0]!.thread.turns;
    expect(described(read!.status)).toBe('novel: paused');
    expect(commandOf(read!.items[0]!)).toBeUndefined();
    expect(causeOf(read!.error!.codexErrorInfo!)).toBe('quantumDecoherence');
  });

  test('says what the server applied, also where this version has no name for it', () => {
    const applied = {
      ...threadResult(),
      approvalPolicy: 'on-tuesdays',
      sandbox: { type: 'bubble', thickness: 1 },
    };
    const memory = memoryCodex({ answers: { 'thread/start': applied } });
    const { thread: started } = open(memory);
    expect(started.info).toMatchObject({ approvalPolicy: 'on-tuesdays', sandbox: { type: 'bubble' } });
    expect(Object.values(approvalPolicy)).not.toContain(started.info.approvalPolicy);
    expect(watch(started.settings$).values).toMatchObject([
      { approvalPolicy: 'on-tuesdays', sandboxPolicy: { type: 'bubble', thickness: 1 } },
    ]);
  });

  test('of another shape than the known part of it errors its request', () => {
    const broken = { ...thread, turns: [{ ...turn, items: [{ type: 'hologram' }] }] };
    const { client } = memoryCodex({ answers: { 'thread/read': { thread: broken } } });
    expect(watch(client.request('thread/read', { threadId: 'thread' })).end()).toMatchObject({
      error: { name: 'CodexDecodeError' },
    });
  });
});

describe('a turn', () => {
  test('has items, an end and a cause that nobody knows in its result and in all views', () => {
    const memory = memoryCodex();
    const { turn, thread } = open(memory);
    const [result, items] = [watch(turn.result$), watch(turn.items$)];
    const [ofTurn, ofThread, ofAll] = [watch(turn.view$), watch(thread.view$), watch(memory.client.view$)];
    memory.say(itemSaid('item/started', hologram), {
      method: 'item/hologram/delta',
      params: { ...at, edges: 1 },
    });
    const done = { ...hologram, shape: { edges: 13 } };
    const end = turnCompleted();
    const error = { message: 'no', codexErrorInfo: cause, additionalDetails: null };
    memory.say(itemSaid('item/completed', done), {
      ...end,
      params: { ...end.params, turn: { ...end.params.turn, status: 'paused', error } },
    });

    expect(result.values).toMatchObject([
      { status: 'paused', items: [done], error: { codexErrorInfo: cause } },
    ]);
    expect(items.values.at(-1)).toEqual([done]);
    const view = { status: 'paused', items: [{ id: 'h', kind: 'other', status: 'completed', item: done }] };
    expect(ofTurn.values.at(-1)).toMatchObject(view);
    expect(ofThread.values.at(-1)).toMatchObject({ activeTurnId: null, turns: [view] });
    expect(ofAll.values.at(-1)).toMatchObject({ threads: [{ turns: [view] }] });
    expect(turnText(ofTurn.values.at(-1)!)).toBe('');
    expect(memory.diagnostics).toEqual([]);
  });
});

describe('an approval', () => {
  const [command, change] = [commandApproval('i', 'ls'), fileChangeApproval('f')];
  const novelKind = { ...command, params: { ...command.params, kind: 'robot' } };
  const novelMethod = { ...change, method: 'item/hologram/requestApproval' };
  const yes = () => ({ decision: 'accept' as const });

  test.each([
    ['to whoever looks', {}],
    [
      'to a handler of what is known',
      { handlers: { 'item/commandExecution/requestApproval': yes, 'item/fileChange/requestApproval': yes } },
    ],
  ])('of a kind or a method that nobody knows is refused, and not shown %s', (_, options) => {
    const memory = memoryCodex(options);
    open(memory);
    const shown = watch(memory.client.approvals$);
    memory.client.approvals$.subscribe((approval) => approval.accept());
    memory.say({ id: 0, ...novelKind }, { id: 1, ...novelMethod });
    expect(shown.values).toEqual([]);
    expect(memory.sent.slice(-2)).toEqual([
      { id: 0, result: { decision: 'decline' } },
      { id: 1, error: expect.objectContaining({ code: -32601 }) },
    ]);
  });

  test('may be offered decisions that nobody knows; none is taken that was not offered', () => {
    const memory = memoryCodex();
    open(memory);
    const { values } = watch(memory.client.approvals$);
    const novel = { acceptUntil: { weekday: 'tuesday' } };
    const offering = { ...command, params: { ...command.params, availableDecisions: [novel, 'cancel'] } };
    memory.say({ id: 0, ...offering }, { id: 1, ...offering });
    expect(values).toMatchObject([{ decisions: [novel, 'cancel'] }, { decisions: [novel, 'cancel'] }]);
    expect(values[0]!.accept()).toBe(false);
    const [, other] = values;
    expect(other?.kind === 'command' && other.decide(novel as never)).toBe(true);
    expect(memory.sent.slice(-2)).toEqual([
      { id: 0, result: { decision: 'decline' } },
      { id: 1, result: { decision: novel } },
    ]);
  });
});
