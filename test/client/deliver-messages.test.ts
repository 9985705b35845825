import { agentMessageItem, commandItem } from '../../lib/testing/messages/items';
import { itemCompleted, itemStarted } from '../../lib/testing/messages/item-messages';
import { commandApproval, dynamicToolCall } from '../../lib/testing/messages/server-requests';
import { requestResolved, warning } from '../../lib/testing/messages/thread-messages';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import type { ServerRequestContext } from '../../lib/rpc/call-handler';
import { memoryCodex, watch } from '../support/memory-codex';

/** A client whose handlers never answer, and the contexts that they were called with. */
const asked = () => {
  const contexts: ServerRequestContext[] = [];
  const handler = (_: unknown, context: ServerRequestContext) => {
    contexts.push(context);
    return new Promise<never>(() => undefined);
  };
  const memory = memoryCodex({
    handlers: { 'item/commandExecution/requestApproval': handler, 'item/tool/call': handler },
  });
  memory.say(
    turnStarted(),
    { id: 0, ...commandApproval('i', 'ls') },
    { id: 1, ...dynamicToolCall('c', 'tool') },
  );
  return { ...memory, aborted: () => contexts.map(({ signal }) => signal.aborted), contexts };
};

test('a server request is shown to its turn and to the partitions, and handed to its handler', () => {
  const { client, contexts, say } = asked();
  expect(contexts.map(({ id, threadId, turnId }) => [id, threadId, turnId])).toEqual([
    [0, 'thread', 't'],
    [1, 'thread', 't'],
  ]);
  expect(watch(client.turn('t').requests$).values.map(({ id }) => id)).toEqual([0, 1]);
  const partition = watch(client.serverRequests$);
  say({ id: 2, ...commandApproval('j', 'ls') });
  expect(partition.values).toMatchObject([{ id: 2, method: 'item/commandExecution/requestApproval' }]);
});

test('a request of a turn that nobody has seen makes the turn known', () => {
  const { client, say } = memoryCodex();
  const turns = watch(client.turns$);
  say({ id: 0, ...commandApproval('i', 'ls', { turnId: 'u' }) });
  expect(turns.values.map(({ id }) => id)).toEqual(['u']);
});

test.each([
  ['serverRequest/resolved withdraws the one that it names', requestResolved(0), [true, false]],
  ['serverRequest/resolved of another withdraws nothing', requestResolved('0'), [false, false]],
  ['the end of its item withdraws a tool call', itemCompleted({ ...agentMessageItem('c') }), [false, true]],
  ['the end of its item withdraws an approval', itemCompleted(commandItem('i', 'ls')), [true, false]],
  ['the end of another item withdraws nothing', itemCompleted(commandItem('j', 'ls')), [false, false]],
  [
    'an item of another turn withdraws nothing',
    itemCompleted(commandItem('i', 'ls'), { turnId: 'u' }),
    [false, false],
  ],
  ['the end of the turn withdraws what is left', turnCompleted(), [true, true]],
  ['the end of another turn withdraws nothing', turnCompleted({ turnId: 'u' }), [false, false]],
  ['an item that starts withdraws nothing', itemStarted(commandItem('i', 'ls')), [false, false]],
  ['hostile params withdraw nothing', { method: 'item/completed', params: null }, [false, false]],
])('%s', (_, message, expected) => {
  const { say, aborted, sent } = asked();
  const before = sent.length;
  say(message);
  expect(aborted()).toEqual(expected);
  expect(sent).toHaveLength(before);
});

test('the turn is told before the hot streams: whoever hears of a message there finds the turn as it says', () => {
  const { client, say } = memoryCodex();
  const seen: unknown[] = [];
  client.notifications$.subscribe(({ method }) => {
    seen.push([
      method,
      watch(client.turn('t').events$).values.map((event) => event.method),
      watch(client.turn('t').events$).end(),
    ]);
  });
  say(turnStarted(), turnCompleted());
  expect(seen).toEqual([
    ['turn/started', ['turn/started'], undefined],
    ['turn/completed', ['turn/started', 'turn/completed'], 'complete'],
  ]);
});

test('every message is on messages$ in the order of the wire, also what cannot be matched or decoded', () => {
  const { client, say, diagnostics } = memoryCodex();
  const messages = watch(client.messages$);
  const wire = [
    warning('w', null),
    { id: 99, result: {} },
    { method: 'new/method', params: { deep: [1] } },
    { method: 'warning', params: { message: 1 } },
    { id: 'x', method: 'new/request', params: {} },
    { id: null, error: { code: 1, message: 'm' } },
  ];
  say(...wire);
  expect(messages.values).toEqual(
    wire.map((message, i) => (i === 3 ? { ...message, invalid: true } : message)),
  );
  expect(messages.values[0]).toEqual(warning('w', null));
  expect(diagnostics.map(({ kind }) => kind)).toEqual(['response', 'decode', 'refused', 'response']);
});
