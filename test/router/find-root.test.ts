import { findRoot } from '../../lib/router/find-root';
import { createThreadRegistry } from '../../lib/router/thread-registry';
import type { TurnChannelControl } from '../../lib/router/turn-channel';
import { createTurnRegistry } from '../../lib/router/turn-registry';
import { itemStarted, agentMessage, turn, turnStarted } from '../support/notifications';
import { logOptions, pushAll, spyReader } from '../support/routing';

const setUp = () => {
  const turns = createTurnRegistry(logOptions(), logOptions());
  const threads = createThreadRegistry(spyReader().reader, () => undefined);
  /** A turn that runs on a thread and has events. */
  const run = (id: string, threadId = 'thread'): TurnChannelControl => {
    const channel = turns.create(id, threadId);
    turns.promote(channel);
    threads.get(threadId).opened(channel);
    pushAll(channel.log, [itemStarted(agentMessage('m'), { turnId: id, threadId })]);
    return channel;
  };
  const find = (params: unknown, threadId = 'thread', turnId = 'X') =>
    findRoot(turns, threads, { params, turnId, threadId });
  return { turns, threads, run, find };
};

/** The params of a `turn/started` that names its root; without one, as older servers write it. */
const naming = (rootTurnId?: string): unknown =>
  rootTurnId === undefined
    ? { threadId: 'thread', turn: turn({ id: 'X' }) }
    : turnStarted({ turnId: 'X' }, rootTurnId).params;

describe('findRoot, where the root is named', () => {
  it('finds it on the same thread, started or not', () => {
    const { run, find } = setUp();
    const root = run('R');
    expect(find(naming('R'))).toBe(root);
    root.markStarted('R');
    expect(find(naming('R'))).toBe(root);
  });

  it('finds it by an alias', () => {
    const { run, find, turns } = setUp();
    const root = run('R');
    turns.alias('A', root);
    expect(find(naming('A'))).toBe(root);
  });

  it('finds none that is on another thread: that is a parent', () => {
    const { run, find } = setUp();
    run('R', 'parent');
    expect(find(naming('R'))).toBeUndefined();
  });

  it('finds none that was never seen, and not the turn itself', () => {
    const { run, find } = setUp();
    run('X');
    expect(find(naming('R'))).toBeUndefined();
    expect(find(naming('X'))).toBeUndefined();
  });

  it.each<[string, (root: TurnChannelControl) => void]>([
    ['has ended', (root) => root.end()],
    ['is about to', (root) => root.markCompleted()],
    ['was lost', (root) => root.lose(new Error('lost'))],
  ])('finds none that %s', (_, finish) => {
    const { run, find } = setUp();
    finish(run('R'));
    expect(find(naming('R'))).toBeUndefined();
  });
});

describe('findRoot, where an older server names none', () => {
  it('finds the turn of the thread that has events and did not start', () => {
    const { run, find } = setUp();
    const root = run('R');
    run('S', 'other');
    expect(find(naming())).toBe(root);
  });

  it('finds none that did start', () => {
    const { run, find } = setUp();
    run('R').markStarted('R');
    expect(find(naming())).toBeUndefined();
  });

  it('finds none without events', () => {
    const { turns, threads, find } = setUp();
    const channel = turns.create('R', 'thread');
    threads.get('thread').opened(channel);
    expect(find(naming())).toBeUndefined();
  });

  it('finds none where nothing runs, or what ran is over', () => {
    const { run, find, threads } = setUp();
    expect(find(naming())).toBeUndefined();
    const root = run('R');
    threads.get('thread').closed(root);
    expect(find(naming())).toBeUndefined();
  });

  it.each([[undefined], [null], ['text'], [{}], [{ turn: null }]])(
    'takes params that are %j for such',
    (params) => {
      const { run, find } = setUp();
      const root = run('R');
      expect(find(params)).toBe(root);
    },
  );
});
