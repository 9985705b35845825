import type { Diagnostic } from '../../lib/errors/diagnostic';
import { threadBuffer } from '../../lib/router/thread-channel';
import { createThreadRegistry } from '../../lib/router/thread-registry';
import { threadNamed } from '../support/notifications';
import { valuesOf } from '../support/operator-cases';
import { arriving, spyReader } from '../support/routing';

const make = () => {
  const diagnostics: Diagnostic[] = [];
  const threads = createThreadRegistry(spyReader().reader, (diagnostic) => diagnostics.push(diagnostic));
  return { threads, diagnostics };
};

describe('createThreadRegistry', () => {
  it('has one channel for each id', () => {
    const { threads } = make();
    const thread = threads.get('thread');
    expect([thread.id, threads.get('thread'), threads.size()]).toEqual(['thread', thread, 1]);
    expect(threads.get('other')).not.toBe(thread);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('takes %j for an id like any other', (id) => {
    const { threads } = make();
    expect(threads.get(id)).toBe(threads.get(id));
    expect([threads.get(id).id, threads.size()]).toEqual([id, 1]);
  });

  it('keeps 1,000 threads that nobody needs, and forgets the oldest of more', () => {
    const { threads } = make();
    const first = threads.get('0');
    for (let id = 1; id < 5_000; id += 1) threads.get(String(id));
    expect(threads.size()).toBe(1_000);
    expect(threads.get('0')).not.toBe(first);
  });

  it('forgets none that somebody watches or on which something runs, and comes back to its bound', () => {
    const { threads } = make();
    const watched = Array.from({ length: 1_500 }, (_, id) => {
      const thread = threads.get(`watched ${id}`);
      return { thread, subscription: thread.events$.subscribe() };
    });
    for (let id = 0; id < 3_000; id += 1) threads.get(String(id));
    expect(watched.every(({ thread }) => threads.get(thread.id) === thread)).toBe(true);
    expect(threads.size()).toBeLessThan(2_600);
    for (const { subscription } of watched) subscription.unsubscribe();
    for (let id = 0; id < 200; id += 1) threads.get(`later ${id}`);
    expect(threads.size()).toBe(1_000);
  });

  it('reports once, with the thread, when events are dropped that nobody was there to see', () => {
    const { threads, diagnostics } = make();
    for (let count = 0; count < 5 * threadBuffer; count += 1)
      threads.get('thread').push(arriving(threadNamed('n')));
    expect(diagnostics).toEqual([expect.objectContaining({ kind: 'dropped', threadId: 'thread' })]);
  });

  it('keeps at most 4 Mi characters over all threads, and gives up the oldest first', () => {
    const { threads, diagnostics } = make();
    const push = (id: string): void => {
      const event = threadNamed(id);
      threads.get(id).push(arriving(event, JSON.stringify(event).padEnd(1024 * 1024)));
    };
    for (const id of ['a', 'b', 'c', 'd', 'e']) push(id);
    expect(diagnostics).toEqual([expect.objectContaining({ kind: 'dropped', threadId: 'a' })]);
    expect(valuesOf(threads.get('a').events$)).toEqual([]);
    // What was taken makes room.
    for (const id of ['b', 'c', 'd', 'e']) expect(valuesOf(threads.get(id).events$)).toHaveLength(1);
    for (const id of ['f', 'g', 'h', 'i']) push(id);
    expect(diagnostics).toHaveLength(1);
  });

  it('completes every thread with the connection, also one that is asked for later', () => {
    const { threads } = make();
    const before = valuesOf(threads.get('before').events$);
    threads.complete();
    expect(before).toEqual(['complete']);
    expect(valuesOf(threads.get('after').events$)).toEqual(['complete']);
  });
});
