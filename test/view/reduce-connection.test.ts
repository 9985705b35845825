import type { ServerNotification } from '../../lib/protocol/notification';
import { initialConnectionView, threadTree, type ConnectionView } from '../../lib/view/connection-view';
import { reduceConnection, type ConnectionInput } from '../../lib/view/reduce-connection';
import { invalid, itemCompleted, notification, threadNamed, turnStarted } from '../support/notifications';
import { reducerCases } from '../support/reducer-cases';
import { connectionFacts, threadStory } from '../support/stories';

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

const ids = ['a', 'b'].map((threadId) => ({ threadId, turnId: '1' }));
const threadOf = ({ threads }: ConnectionView, threadId: string) => threads.find(({ id }) => id === threadId);

describe('reduceConnection', () => {
  reducerCases<ConnectionView>({
    reduce: (view, event) => reduceConnection(view, { type: 'notification', event }),
    initial: initialConnectionView,
    stories: [...ids.map(threadStory), connectionFacts],
    partOf: (view, index) => {
      const one = ids[index];
      return one ? threadOf(view, one.threadId) : { ...view, threads: [] };
    },
    turns: ids,
    numRuns: 40,
    itemsOf: (view, { threadId, turnId }) =>
      threadOf(view, threadId)?.turns.find(({ id }) => id === turnId)?.items ?? [],
  });
});

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

test('a request that is told of twice is there once, where it first was', () => {
  const open = reduced({ type: 'opened', request }, { type: 'opened', request: { ...request, id: 1 } });
  expect(reduceConnection(open, { type: 'opened', request })).toBe(open);
  const anew = reduceConnection(open, { type: 'opened', request: { ...request, params: { command: 'ls' } } });
  expect(anew.requests.map(({ id, text }) => [id, text?.text])).toEqual([
    [0, 'ls'],
    [1, 'rm\\u{202e}'],
  ]);
});

test.each([
  [
    'item/commandExecution/requestApproval',
    { command: 'ls', networkApprovalContext: { host: 'example.com', protocol: 'https' }, reason: 'r' },
    'ls\nnetwork access: https://example.com',
  ],
  [
    'item/fileChange/requestApproval',
    { itemId: 'i', grantRoot: '/etc', reason: 'r' },
    'the file changes of item i\nfor the rest of the session, any change below: /etc',
  ],
  [
    'item/permissions/requestApproval',
    { permissions: { network: { enabled: true } }, reason: 'r' },
    '{"network":{"enabled":true}}',
  ],
  ['mcpServer/elicitation/request', { message: 'Which?' }, 'Which?'],
  ['item/commandExecution/requestApproval', { command: null, reason: 'r' }, 'r'],
  ['item/commandExecution/requestApproval', null, undefined],
])('%s is shown with all that it asks for', (method, params, text) => {
  const asked = { ...request, method, params };
  expect(reduced({ type: 'opened', request: asked }).requests[0]?.text?.text).toBe(text);
});

test('the words of a request that does not decode are those that can be read for sure', () => {
  const asked = {
    ...request,
    method: 'item/permissions/requestApproval',
    params: { permissions: 1, reason: 'r' },
    invalid: true,
  } as const;
  expect(reduced({ type: 'opened', request: asked }).requests).toEqual([
    { ...asked, text: { text: 'r', changed: false, truncated: false } },
  ]);
});

test('a thread can be told to be the child of another', () => {
  const child = { type: 'child', threadId: 'b', parentThreadId: 'a' } as const;
  const view = reduced(...told(turnStarted(on('a'))), child);
  expect(view.threads.map(({ id, parentThreadId }) => [id, parentThreadId])).toEqual([
    ['a', null],
    ['b', 'a'],
  ]);
  expect(reduceConnection(view, child)).toBe(view);
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
