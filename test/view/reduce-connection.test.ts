import fc from 'fast-check';
import type { ServerNotification } from '../../lib/protocol/notification';
import { initialConnectionView, threadTree, type ConnectionView } from '../../lib/view/connection-view';
import { reduceConnection, type ConnectionInput } from '../../lib/view/reduce-connection';
import {
  delta,
  invalid,
  itemCompleted,
  notification,
  threadNamed,
  turnCompleted,
  turnStarted,
} from '../support/notifications';

const told = (...events: readonly ServerNotification[]): ConnectionInput[] =>
  events.map((event) => ({ type: 'notification', event }));
const reduced = (...inputs: readonly ConnectionInput[]): ConnectionView =>
  inputs.reduce(reduceConnection, initialConnectionView());
const request = {
  id: 0,
  method: 'm',
  params: { command: 'rm\u202e' },
  threadId: 'a',
  turnId: 't',
  itemId: 'i',
};
const on = (threadId: string, turnId = `turn of ${threadId}`) => ({ threadId, turnId });

test('takes each notification to its thread, and the rest to the connection', () => {
  const view = reduced(
    ...told(threadNamed('x', { threadId: 'a' }), turnStarted(on('b')), notification('skills/changed', {})),
  );
  expect([
    view.threads.map(({ id, name, activeTurnId }) => [id, name, activeTurnId]),
    view.changes.skills,
  ]).toEqual([
    [
      ['a', 'x', null],
      ['b', null, 'turn of b'],
    ],
    1,
  ]);
});

test('requests are there while they are open, with words that are safe to show', () => {
  const open = reduced({ type: 'opened', request });
  expect(open.requests).toEqual([
    { ...request, text: { text: 'rm\\u{202e}', changed: true, truncated: false } },
  ]);
  expect(reduceConnection(open, { type: 'settled', request }).requests).toEqual([]);
  expect(reduceConnection(open, { type: 'settled', request: { ...request, id: '0' } })).toBe(open);
});

test('says how the connection stands', () => {
  const ready = reduced({ type: 'status', status: 'ready' });
  expect(ready.status).toBe('ready');
  expect(reduceConnection(ready, { type: 'status', status: 'ready' })).toBe(ready);
});

test('sub-agents belong to the thread that spawned them', () => {
  const spawned = {
    type: 'collabAgentToolCall',
    id: 'c',
    tool: 'spawnAgent',
    status: 'completed',
    agentsStates: {},
    senderThreadId: 'a',
    receiverThreadIds: ['b', 'a'],
  } as const;
  const view = reduced(...told(turnStarted(on('a')), itemCompleted(spawned, on('a')), turnStarted(on('b'))));
  expect(threadTree(view)).toMatchObject([{ thread: { id: 'a' }, children: [{ thread: { id: 'b' } }] }]);
});

test('keeps 1,000 threads: idle ones go, oldest first, and what is in use stays', () => {
  const names = Array.from({ length: 1_003 }, (_, index) => threadNamed('n', { threadId: String(index) }));
  const view = reduced(
    ...told(turnStarted(on('busy'))),
    { type: 'opened', request: { ...request, threadId: '0' } },
    ...told(...names),
  );
  expect([view.threads.length, view.threads[0]?.id, view.threads[1]?.id]).toEqual([1_000, 'busy', '0']);
  expect(view.threads.at(-1)?.id).toBe('1002');
});

test('what is invalid changes nothing but for the end of a turn; odd ids are none', () => {
  const view = reduced(...told(turnStarted(on('a'))));
  expect(reduceConnection(view, told(invalid(threadNamed('x', { threadId: 'a' })))[0]!)).toBe(view);
  expect(reduceConnection(view, told(invalid(threadNamed('x'), { threadId: 1 }))[0]!)).toBe(view);
  for (const threadId of ['__proto__', 'constructor'])
    expect(reduced(...told(threadNamed('x', { threadId }))).threads).toMatchObject([
      { id: threadId, name: 'x' },
    ]);
});

test('threads do not depend on how they are mixed with one another, and what an event does not concern stays the same', () => {
  const story = (threadId: string) => [
    turnStarted(on(threadId)),
    delta('m', 'a', on(threadId)),
    threadNamed('n', { threadId }),
    delta('m', 'b', on(threadId)),
    turnCompleted(on(threadId)),
  ];
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }), (order) => {
      const stories = ['a', 'b', 'c'].map(story);
      const rest = stories.map((events) => [...events]);
      const mixed = [...order.flatMap((index) => rest[index]!.splice(0, 1)), ...rest.flat()];
      const view = told(...mixed).reduce((before, input) => {
        const next = reduceConnection(before, input);
        expect(next.threads.filter((thread) => !before.threads.includes(thread)).length).toBeLessThanOrEqual(
          1,
        );
        return next;
      }, initialConnectionView());
      for (const [index, events] of stories.entries()) {
        expect(view.threads.find(({ id }) => id === 'abc'[index])).toEqual(
          reduced(...told(...events)).threads[0],
        );
      }
    }),
    { numRuns: 100 },
  );
});
