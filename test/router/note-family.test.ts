import { noteFamily } from '../../lib/router/note-family';
import { createThreadRegistry } from '../../lib/router/thread-registry';
import { delta } from '../support/notifications';
import { spyReader } from '../support/routing';

const spawned = (children: readonly string[]) => ({
  method: 'item/completed',
  params: {
    threadId: 't',
    turnId: 'u',
    item: {
      type: 'collabAgentToolCall',
      id: 'c',
      tool: 'spawnAgent',
      senderThreadId: 't',
      receiverThreadIds: children,
    },
  },
});

const childrenAfter = (...messages: readonly { readonly method: string; readonly params: unknown }[]) => {
  const threads = createThreadRegistry(spyReader().reader, () => undefined);
  for (const message of messages) noteFamily(threads, message, 't');
  const children: string[] = [];
  threads.get('t').children$.subscribe((child) => children.push(child));
  return children;
};

it('the threads of sub-agents are children of the thread that spawned them, each once', () => {
  expect(childrenAfter(spawned(['a', 'b']), spawned(['b']))).toEqual(['a', 'b']);
});

it('a thread is no child of its own, and other messages tell of none', () => {
  expect(childrenAfter(spawned(['t']), delta('m1', 'x'))).toEqual([]);
});
