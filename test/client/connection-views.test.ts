import { itemStarted } from '../../lib/testing/messages/item-messages';
import { agentMessageItem } from '../../lib/testing/messages/items';
import { commandApproval } from '../../lib/testing/messages/server-requests';
import { threadStatusChanged } from '../../lib/testing/messages/thread-messages';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import { delta } from '../../lib/testing';
import { isActive } from '../../lib/view/thread-view';
import { turnText } from '../../lib/view/turn-view';
import type { ConnectionView } from '../../lib/view/connection-view';
import { memoryCodex, watch, type Watched } from '../support/memory-codex';

/** A story with a thread, a turn that runs and what was said around it. */
const told = () => {
  const memory = memoryCodex();
  watch(memory.client.startThread());
  memory.say(
    { method: 'configWarning', params: { summary: 'careful', details: null } },
    { method: 'thread/name/updated', params: { threadId: 'thread', threadName: 'plan' } },
    turnStarted(),
    itemStarted(agentMessageItem('message')),
    delta('half '),
  );
  return memory;
};

test('a late subscriber has what an early one has', () => {
  const memory = memoryCodex();
  const early = watch(memory.client.view$);
  watch(memory.client.startThread());
  memory.say(
    turnStarted(),
    itemStarted(agentMessageItem('message')),
    delta('x'),
    turnCompleted(),
    threadStatusChanged('idle'),
  );
  const seen = early.values.at(-1);
  early.unsubscribe();
  expect(watch(memory.client.view$).values).toEqual([seen]);
});

test('is made from what is kept, and goes on', () => {
  const { client, say } = told();
  const view = watch(client.view$);
  expect(view.values).toHaveLength(1);
  expect(view.values[0]).toMatchObject({
    status: 'ready',
    notices: [{ kind: 'config' }],
    threads: [{ id: 'thread', name: 'plan', settings: { model: 'fake-model' }, activeTurnId: 't' }],
  });
  say(delta('whole'), turnCompleted());
  expect(view.values.at(-1)!.threads.filter(isActive)).toEqual([]);
  expect(view.values.at(-1)!.threads[0]!.turns.map(turnText)).toEqual(['half whole']);
});

test('who subscribes in the middle of a delivery counts it once', () => {
  const memory = told();
  let seen: ReturnType<typeof watch> | undefined;
  memory.client.turn('t').events$.subscribe({
    next: (event) => {
      const isX = event.method === 'item/agentMessage/delta' && event.params.delta === 'x';
      if (isX) seen ??= watch(memory.client.view$);
    },
    error: () => undefined,
  });
  memory.say(delta('x'));
  memory.say(delta('y'));
  const text = (view: unknown): string =>
    turnText((view as { threads: { turns: never[] }[] }).threads[0]!.turns[0]!);
  expect(seen!.values.map(text)).toEqual(['half x', 'half xy']);
});

test.each([
  ['turn/started', turnStarted()],
  ['the first item', itemStarted(agentMessageItem('message', 'hello'))],
])('who subscribes when a turn is first heard of, by %s, misses nothing', (_, first) => {
  const memory = memoryCodex();
  const early = watch(memory.client.view$);
  watch(memory.client.startThread());
  early.unsubscribe();
  let seen: Watched<ConnectionView> | undefined;
  memory.client.turns$.subscribe(() => (seen ??= watch(memory.client.view$)));
  memory.say(first);
  expect(seen!.values.at(-1)!.threads).toMatchObject([
    { activeTurnId: 't', turns: [{ items: first.method === 'item/started' ? [{ id: 'message' }] : [] }] },
  ]);
  expect(seen!.values.at(-1)).toEqual(watch(memory.client.view$).values[0]);
});

test('a reader that brings about a change does not turn the order around for the others', () => {
  const { client, say } = told();
  const approvals = watch(client.approvals$);
  client.view$.subscribe(({ requests }) => requests.length > 0 && approvals.values[0]!.decline());
  const other = watch(client.view$);
  say({ id: 0, ...commandApproval('c', 'ls') });
  expect(other.values.map(({ requests }) => requests.length)).toEqual([0, 1, 0]);
});

test('shows open requests while they are open', () => {
  const { client, say } = told();
  const view = watch(client.view$);
  client.approvals$.subscribe();
  say({ id: 0, ...commandApproval('c', 'rm -rf build') });
  expect(view.values.at(-1)!.requests).toMatchObject([
    { threadId: 'thread', text: { text: 'rm -rf build' } },
  ]);
  expect(watch(client.view$).values[0]!.requests).toHaveLength(1);
  say(turnCompleted());
  expect(view.values.at(-1)!.requests).toEqual([]);
});

test('is shared, folded while somebody watches, and completes with the connection', () => {
  const { client, transport } = told();
  const [a, b] = [watch(client.view$), watch(client.view$)];
  expect(b.values[0]).toBe(a.values[0]);
  transport.fail();
  expect([a.end(), b.end(), a.values.at(-1)!.status]).toEqual(['complete', 'complete', 'closed']);
  expect(watch(client.view$).values.at(-1)!.status).toBe('closed');
});

test('view$ of a thread is its part, also before anything is known', () => {
  const { client, say } = told();
  const [known, unknown] = [watch(client.thread('thread').view$), watch(client.thread('other').view$)];
  say(delta('more'), { method: 'thread/name/updated', params: { threadId: 'other', threadName: 'named' } });
  expect(known.values.map(({ turns }) => turns.map(turnText))).toEqual([['half '], ['half more']]);
  expect(unknown.values.map(({ name }) => name)).toEqual([null, 'named']);
});

test('settings$ of a thread has what the server applied, then each change', () => {
  const { client, say } = memoryCodex();
  const early = watch(client.thread('thread').settings$);
  expect(early.values).toEqual([]);
  watch(client.startThread());
  const applied = early.values[0]!;
  const changed = {
    ...applied,
    model: 'other',
    approvalsReviewer: 'user',
    collaborationMode: { mode: 'default', settings: { model: 'other' } },
  };
  say(delta('x'), {
    method: 'thread/settings/updated',
    params: { threadId: 'thread', threadSettings: changed },
  });
  expect(early.values.map(({ model }) => model)).toEqual(['fake-model', 'other']);
  expect(watch(client.thread('thread').settings$).values.map(({ model }) => model)).toEqual(['other']);
});
