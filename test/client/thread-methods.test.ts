import { NEVER } from 'rxjs';
import { createThreadMethods } from '../../lib/client/thread-methods';
import type { SendRequest } from '../../lib/client/core';
import { clientRequestTraits } from '../../lib/protocol/generated/client-request-traits';
import { threadMethods } from '../../lib/protocol/generated/thread-methods';
import { memoryCodex, watch } from '../support/memory-codex';

/** The methods of a thread, and what they sent. */
const methodsUnderTest = () => {
  const sent: unknown[][] = [];
  const request = ((...call: unknown[]) => {
    sent.push(call);
    return NEVER;
  }) as unknown as SendRequest;
  return { methods: createThreadMethods(request, 'thread'), sent };
};
const rows = Object.entries(threadMethods) as [keyof typeof threadMethods, readonly [string, string?]][];

test.each(rows)('%s sends its request with the id of the thread', (name, [method, text]) => {
  const { methods, sent } = methodsUnderTest();
  const call = methods[name] as (params?: unknown, options?: object) => ReturnType<typeof methods.read>;
  watch(call({ some: 'params', threadId: 'another' }, { timeout: 5 }));
  expect(sent).toEqual([[method, { some: 'params', threadId: 'thread' }, { timeout: 5 }]]);
  expect(clientRequestTraits[method as 'thread/read'].scope?.thread).toBe('threadId');
  if (text === undefined) return;
  watch(call('text'));
  expect(sent[1]).toEqual([method, { [text]: 'text', threadId: 'thread' }, undefined]);
});

test('a handle sends nothing before it is subscribed, and emits the checked result', () => {
  const memory = memoryCodex({ answers: { 'thread/name/set': {} } });
  const thread = memory.client.thread('thread');
  const named$ = thread.setName('plan');
  expect(memory.methods()).toEqual([]);
  expect(watch(named$).values).toEqual([{}]);
  watch(thread.setName({ name: 'other' }));
  expect(memory.paramsOf('thread/name/set')).toEqual([
    { name: 'plan', threadId: 'thread' },
    { name: 'other', threadId: 'thread' },
  ]);
});

test('params can be left out where nothing in them is required', () => {
  const { methods, sent } = methodsUnderTest();
  watch(methods.read());
  watch(methods.archive());
  expect(sent).toEqual([
    ['thread/read', { threadId: 'thread' }, undefined],
    ['thread/archive', { threadId: 'thread' }, undefined],
  ]);
});
