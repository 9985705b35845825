import { NEVER } from 'rxjs';
import { CodexStalledError } from '../../lib/errors/codex-stalled-error';
import { stallsAfter } from '../../lib/operators/stalls-after';
import { agentMessageDelta } from '../../lib/testing/messages/item-messages';
import { commandApproval, dynamicToolCall } from '../../lib/testing/messages/server-requests';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch } from '../support/memory-codex';

/** A client whose approvals somebody watches, and a running turn of it. */
const make = () => {
  const memory = memoryCodex({ handlers: { 'item/tool/call': () => NEVER } });
  watch(memory.client.approvals$);
  const thread = watch(memory.client.startThread()).values[0]!;
  const turn = watch(thread.startTurn('go')).values[0]!;
  memory.say(turnStarted());
  return { ...memory, thread, turn };
};

test('says whether an approval of the turn or the thread is open, and nothing twice', () => {
  const { client, say, thread, turn } = make();
  const of = [turn.waiting$, thread.waiting$, client.thread('other').waiting$].map((waiting$) =>
    watch(waiting$),
  );
  say({ ...commandApproval('c', 'ls'), id: 0 }, { ...commandApproval('d', 'ls'), id: 1 });
  expect(watch(turn.waiting$).values).toEqual([true]);
  say(turnCompleted());
  expect(of.map(({ values }) => values)).toEqual([[false, true, false], [false, true, false], [false]]);
});

test('a tool of one’s own is not waited for', () => {
  const { say, turn } = make();
  const waiting = watch(turn.waiting$);
  say({ ...dynamicToolCall('call', 'tool', {}), id: 0 });
  expect(waiting.values).toEqual([false]);
});

test('completes with the connection', () => {
  const { transport, turn, thread } = make();
  const ends = [watch(turn.waiting$), watch(thread.waiting$)];
  transport.fail();
  expect(ends.map(({ end }) => end())).toEqual(['complete', 'complete']);
});

test('the events of a turn do not stall while an approval is open', () => {
  jest.useFakeTimers();
  try {
    const { say, turn } = make();
    const watched = watch(turn.events$.pipe(stallsAfter(100, { waiting$: turn.waiting$ })));
    say({ ...commandApproval('c', 'ls'), id: 0 });
    jest.advanceTimersByTime(1_000);
    expect(watched.end()).toBeUndefined();
    say({ method: 'serverRequest/resolved', params: { threadId: turn.threadId, requestId: 0 } });
    say(agentMessageDelta('m', 'on'));
    jest.advanceTimersByTime(99);
    expect(watched.end()).toBeUndefined();
    jest.advanceTimersByTime(1);
    expect(watched.end()).toEqual({ error: new CodexStalledError(100) });
  } finally {
    jest.useRealTimers();
  }
});
