import { NEVER } from 'rxjs';
import type { ClientCore } from '../../lib/client/core';
import { createOwnTurns } from '../../lib/client/own-turns';
import { closeGrace, settleOwnTurns } from '../../lib/client/settle-own-turns';
import { turnCompleted, turnStarted } from '../../lib/testing/messages/turn-messages';
import type { CodexThread } from '../../lib/client/codex-thread';
import { memoryCodex, settled, watch, type MemoryCodex } from '../support/memory-codex';

const threadOf = ({ client }: MemoryCodex): CodexThread => watch(client.startThread()).values[0]!;

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

/** Begins to close, and says whether it is done. */
const closing = ({ client }: MemoryCodex): (() => boolean) => {
  let done = false;
  void client.close().then(() => (done = true));
  return () => done;
};

test('close() interrupts the turns of this client, each as far as it has come, and waits for their ends', async () => {
  const memory = memoryCodex();
  const thread = threadOf(memory);
  const other = watch(memory.client.resumeThread('other')).values[0]!;
  const run = watch(thread.run('started'));
  memory.answers('turn/start', NEVER);
  memory.say(
    turnStarted(),
    turnStarted({ threadId: 'other', turnId: 'foreign' }),
    turnCompleted({ threadId: 'other', turnId: 'foreign' }),
  );
  const unanswered = watch(other.startTurn('unanswered'));
  const done = closing(memory);
  expect(memory.paramsOf('turn/interrupt')).toEqual([
    { threadId: 'other', turnId: '' },
    { threadId: 'thread', turnId: 't' },
  ]);
  memory.say(turnCompleted({ status: 'interrupted' }));
  await settled();
  expect(done()).toBe(false);
  expect(run.values).toMatchObject([{ status: 'interrupted' }]);
  await jest.advanceTimersByTimeAsync(closeGrace - 1);
  expect(done()).toBe(false);
  await jest.advanceTimersByTimeAsync(1);
  expect(done()).toBe(true);
  expect(unanswered.end()).toMatchObject({ error: { name: 'CodexClosedError', outcome: 'unknown' } });
});

test('it waits no longer than the turns take', async () => {
  const memory = memoryCodex();
  const run = watch(threadOf(memory).run('hi'));
  memory.say(turnStarted());
  const done = closing(memory);
  memory.say(turnCompleted({ status: 'interrupted' }));
  await settled();
  expect(done()).toBe(true);
  expect(run.end()).toBe('complete');
  expect(jest.getTimerCount()).toBe(0);
});

test('turns of others, ended turns and turns that were merely steered are left alone', async () => {
  const memory = memoryCodex();
  const thread = threadOf(memory);
  memory.say(turnStarted({ turnId: 'foreign' }));
  memory.answers('turn/start', { turn: { id: 'foreign', items: [], status: 'inProgress' } });
  watch(thread.startTurn('steers'));
  memory.say(turnCompleted({ turnId: 'foreign' }));
  memory.answers('turn/start', { turn: { id: 'mine', items: [], status: 'inProgress' } });
  watch(thread.startTurn('my own'));
  memory.say(
    turnStarted({ turnId: 'mine' }),
    turnCompleted({ turnId: 'mine' }),
    turnStarted({ turnId: 'later' }),
  );
  const done = closing(memory);
  await settled();
  expect(done()).toBe(true);
  expect(memory.paramsOf('turn/interrupt')).toEqual([]);
});

test.each([
  ['a turn that its run gave up', (memory: MemoryCodex) => watch(threadOf(memory).run('hi')).unsubscribe()],
  [
    'a detached run',
    (memory: MemoryCodex) => watch(threadOf(memory).run('hi', {}, { detached: true })).unsubscribe(),
  ],
  [
    'a turn whose startTurn was aborted',
    (memory: MemoryCodex) => {
      const controller = new AbortController();
      memory.answers('turn/start', NEVER);
      watch(threadOf(memory).startTurn('hi', {}, { signal: controller.signal }));
      controller.abort();
    },
  ],
])('%s is own until it ends: close() stops it', (_, begin) => {
  const memory = memoryCodex();
  begin(memory);
  const before = memory.paramsOf('turn/interrupt').length;
  closing(memory);
  expect(memory.paramsOf('turn/interrupt').slice(before)).toEqual([{ threadId: 'thread', turnId: '' }]);
});

test('it waits for what is being written, at most one second', async () => {
  let written: (() => void) | undefined;
  const core = { ownTurns: createOwnTurns() } as Partial<ClientCore> as ClientCore;
  const ends: string[] = [];
  void settleOwnTurns(core, () => new Promise((resolve) => (written = resolve))).then(() =>
    ends.push('written'),
  );
  void settleOwnTurns(core, () => Promise.reject(new Error('lost'))).then(() => ends.push('lost'));
  void settleOwnTurns(core, () => new Promise(() => undefined)).then(() => ends.push('never'));
  await settled();
  expect(ends).toEqual(['lost']);
  written!();
  await settled();
  expect(ends).toEqual(['lost', 'written']);
  await jest.advanceTimersByTimeAsync(closeGrace);
  expect(ends).toEqual(['lost', 'written', 'never']);
});
