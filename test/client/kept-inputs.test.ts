import type { ConnectionView } from '../../lib/view/connection-view';
import { itemCompleted, itemStarted } from '../../lib/testing/messages/item-messages';
import { agentMessageItem } from '../../lib/testing/messages/items';
import { threadResult } from '../../lib/testing/messages/results';
import { warning } from '../../lib/testing/messages/thread-messages';
import { turnCompleted, turnObject, turnStarted } from '../../lib/testing/messages/turn-messages';
import { delta } from '../../lib/testing';
import { turnText } from '../../lib/view/turn-view';
import { memoryCodex, watch, type MemoryCodex } from '../support/memory-codex';

/** What somebody sees who was there all the time, beside what one sees who comes now. */
const liveAndLate = (story: (memory: MemoryCodex) => void, memory = memoryCodex()) => {
  const early = watch(memory.client.view$);
  story(memory);
  const live = early.values.at(-1)!;
  early.unsubscribe();
  return { live, late: watch(memory.client.view$).values[0]! };
};

const settings = {
  model: 'old',
  modelProvider: 'fake',
  cwd: '/project',
  approvalPolicy: 'never',
  sandboxPolicy: { type: 'dangerFullAccess' },
  approvalsReviewer: 'user',
  collaborationMode: { mode: 'default', settings: { model: 'old' } },
};

test('what was known of a thread before it was resumed comes before the answer, and the rest behind it', () => {
  const { live, late } = liveAndLate((memory) => {
    const thread = watch(memory.client.startThread()).values[0]!;
    const threadId = thread.id;
    memory.say(
      { method: 'thread/settings/updated', params: { threadId, threadSettings: settings } },
      turnStarted(),
      delta('x'),
      turnCompleted(),
      { method: 'thread/closed', params: { threadId } },
    );
    memory.answers('thread/resume', { ...threadResult(threadId), model: 'new' });
    watch(memory.client.resumeThread(threadId));
    memory.say({ method: 'thread/name/updated', params: { threadId, threadName: 'later' } });
  });
  expect(late).toEqual(live);
  expect(late.threads).toMatchObject([{ settings: { model: 'new' }, closed: false, name: 'later' }]);
});

test.each([
  ['whose end was missed', []],
  ['that had ended', [turnCompleted()]],
])('of a turn %s what was seen of it stays as it was when an answer lists it', (_, rest) => {
  const { live, late } = liveAndLate((memory) => {
    const { id: threadId } = watch(memory.client.startThread()).values[0]!;
    memory.say(turnStarted(), itemStarted(agentMessageItem('message', 'half')), delta(' of it'), ...rest);
    const { thread, ...answer } = threadResult(threadId);
    const turns = [
      { ...turnObject('completed'), id: 't', items: [agentMessageItem('item-1', 'half of it')] },
    ];
    memory.answers('thread/resume', { ...answer, thread: { ...thread, turns } });
    watch(memory.client.resumeThread(threadId));
  });
  expect(late).toEqual(live);
  expect(late.threads[0]!.turns).toMatchObject([{ status: 'completed' }]);
});

test('what came behind the answer counts more than it', () => {
  const { live, late } = liveAndLate((memory) => {
    const { id: threadId } = watch(memory.client.startThread()).values[0]!;
    memory.say({ method: 'thread/settings/updated', params: { threadId, threadSettings: settings } });
  });
  expect(late).toEqual(live);
  expect(late.threads[0]!.settings?.model).toBe('old');
});

test('a warning of a thread is there once', () => {
  const { live, late } = liveAndLate(({ say }) => say(warning('careful', 'thread')));
  expect(late).toEqual(live);
  expect(late.threads[0]!.warnings).toEqual(['careful']);
});

/** Turns on a thread, more than a view shows; the first one spawns a sub-agent. */
const manyTurns = ({ say, client }: MemoryCodex): void => {
  watch(client.startThread());
  say(
    turnStarted({ turnId: 'first' }),
    itemCompleted(
      { type: 'subAgentActivity', id: 'a', agentThreadId: 'child', agentPath: 'a', kind: 'started' },
      { turnId: 'first' },
    ),
    turnCompleted({ turnId: 'first' }),
  );
  for (let turn = 0; turn < 55; turn += 1) {
    const turnId = `turn ${turn}`;
    say(turnStarted({ turnId }), delta(`text ${turn}`, { turnId }), turnCompleted({ turnId }));
  }
};

test('has the turns that a view shows, and the sub-agents of all', () => {
  const { live, late } = liveAndLate(manyTurns);
  expect(late).toEqual(live);
  expect(late.threads.map(({ turns }) => turns.length)).toEqual([50, 0]);
});

test('a turn of which nothing came yet takes no place among them', () => {
  const { live, late } = liveAndLate((memory) => {
    for (let turn = 0; turn < 50; turn += 1) {
      const turnId = `turn ${turn}`;
      memory.say(turnStarted({ turnId }), delta('text', { turnId }), turnCompleted({ turnId }));
    }
    watch(memory.client.thread('thread').startTurn('next'));
  });
  expect(late).toEqual(live);
  expect(late.threads[0]!.turns).toHaveLength(50);
});

test('reads no other turns', () => {
  const memory = memoryCodex();
  const broken = (turnId: string) => ({
    method: 'item/agentMessage/delta',
    params: { threadId: 'thread', turnId, itemId: 'm', delta: 1 },
  });
  memory.say(turnStarted({ turnId: 'old' }), broken('old'), turnCompleted({ turnId: 'old' }));
  manyTurns(memory);
  memory.say(turnStarted({ turnId: 'new' }), broken('new'));
  const before = memory.diagnostics.length;
  watch(memory.client.view$);
  expect(memory.diagnostics.slice(before)).toMatchObject([
    { kind: 'decode', raw: { params: { turnId: 'new' } } },
  ]);
});

const textIn = ({ threads }: ConnectionView): string => turnText(threads[0]!.turns[0]!);

test.each([
  ['as it is', {}],
  ['as the end of a folded one', { replay: { maxEvents: 3 } }],
])('what is being delivered and is kept %s is not told again', (_, options) => {
  const memory = memoryCodex(options);
  watch(memory.client.startThread());
  const seen: string[][] = [];
  let subscribed = 0;
  memory.client.thread('thread').events$.subscribe(() => {
    if (subscribed++ === 6) memory.client.view$.subscribe((view) => seen.push([textIn(view)]));
  });
  memory.say(turnStarted(), ...Array.from('abcdefgh', (text) => delta(text)));
  expect(seen.flat()).toEqual(['abcdef', 'abcdefg', 'abcdefgh']);
});
