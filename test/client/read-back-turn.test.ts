import { throwError } from 'rxjs';
import type { Turn } from '../../lib/protocol/generated/definitions';
import { commandOutputDelta } from '../../lib/testing/messages/item-messages';
import { agentMessageItem, userMessageItem } from '../../lib/testing/messages/items';
import { threadResult } from '../../lib/testing/messages/results';
import { turnCompleted, turnObject, turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch, type MemoryCodex } from '../support/memory-codex';

const list = 'thread/turns/list';

const turn = (turnId: string, fields: Partial<Turn> = {}): Turn => ({
  ...turnObject('completed', { turnId }),
  ...fields,
});

const items = [userMessageItem('u', 'hi'), agentMessageItem('a', 'said')];

/** A client that has forgotten the turn `t`, whose server lists the given pages. */
const forgetful = (...pages: readonly (readonly Turn[])[]): MemoryCodex => {
  const memory = memoryCodex({
    replay: { finishedTurns: 0 },
    answers: {
      [list]: ({ cursor }: { cursor: string | null }) => {
        const page = Number(cursor ?? 0);
        return { data: pages[page], nextCursor: page + 1 < pages.length ? String(page + 1) : null };
      },
    },
  });
  memory.say(turnStarted(), turnCompleted());
  return memory;
};

test('a forgotten turn whose thread is named is read back as start, whole items and end', () => {
  const { client, paramsOf } = forgetful([turn('z'), turn('t', { items })]);
  const handle = client.turn('t', { threadId: 'thread' });
  const events = watch(handle.events$);
  expect(events.values).toMatchObject([
    {
      method: 'turn/started',
      params: { threadId: 'thread', turn: { id: 't', status: 'inProgress', items: [], completedAt: null } },
    },
    { method: 'item/completed', params: { threadId: 'thread', turnId: 't', item: items[0] } },
    { method: 'item/completed', params: { threadId: 'thread', turnId: 't', item: items[1] } },
    { method: 'turn/completed', params: { threadId: 'thread', turn: { id: 't', status: 'completed' } } },
  ]);
  expect(events.end()).toBe('complete');
  expect(paramsOf(list)).toEqual([{ threadId: 'thread', cursor: null, limit: 50, itemsView: 'full' }]);
  expect(watch(handle.text$).values).toEqual(['said']);
  expect(watch(handle.result$).values).toMatchObject([
    { id: 't', threadId: 'thread', status: 'completed', finalResponse: 'said', items },
  ]);
});

test('without its thread it errors, and nothing is asked', () => {
  const { client, methods } = forgetful([turn('t')]);
  expect(watch(client.turn('t').events$).end()).toMatchObject({ error: { name: 'CodexTurnForgottenError' } });
  expect(methods()).toEqual([]);
});

test('pages are read until the turn is found, and not one more', () => {
  const { client, paramsOf } = forgetful([turn('x')], [turn('t', { status: 'interrupted' })], [turn('y')]);
  const events = watch(client.turn('t', { threadId: 'thread' }).events$);
  expect(events.values.at(-1)).toMatchObject({ params: { turn: { id: 't', status: 'interrupted' } } });
  expect(events.end()).toBe('complete');
  expect(paramsOf(list)).toMatchObject([{ cursor: null }, { cursor: '1' }]);
});

test('a thread that has no such turn: the turn is forgotten for good', () => {
  const { client, paramsOf } = forgetful([turn('x')], []);
  expect(watch(client.turn('t', { threadId: 'thread' }).events$).end()).toMatchObject({
    error: { name: 'CodexTurnForgottenError', turnId: 't' },
  });
  expect(paramsOf(list)).toHaveLength(2);
});

test('cold: each subscription reads anew, and a refusal is its error', () => {
  const { client, paramsOf, answers } = forgetful([turn('t')]);
  const { events$ } = client.turn('t', { threadId: 'thread' });
  expect(paramsOf(list)).toEqual([]);
  watch(events$);
  answers(
    list,
    throwError(() => ({ code: -32600, message: 'ephemeral threads do not support thread/turns/list' })),
  );
  expect(watch(events$).end()).toMatchObject({ error: { name: 'CodexRequestError' } });
  expect(paramsOf(list)).toHaveLength(2);
});

test('a turn that thread/resume lists as over is read back as well', () => {
  const recorded = turn('old', { items });
  const { client, say, diagnostics } = memoryCodex({
    answers: {
      'thread/resume': { ...threadResult(), thread: { ...threadResult().thread, turns: [recorded] } },
      [list]: { data: [recorded], nextCursor: null },
    },
  });
  watch(client.resumeThread('thread'));
  say(commandOutputDelta('bg', 'tick', { turnId: 'old' }));
  expect(diagnostics).toMatchObject([{ kind: 'late', turnId: 'old' }]);
  const { result$ } = client.turn('old', { threadId: 'thread' });
  expect(watch(result$).values).toMatchObject([{ id: 'old', status: 'completed', finalResponse: 'said' }]);
});
