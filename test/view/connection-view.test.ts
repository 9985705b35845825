import { initialConnectionView, threadTree, type ThreadTree } from '../../lib/view/connection-view';
import { initialThreadView } from '../../lib/view/thread-view';

const thread = (id: string, parentThreadId: string | null = null) => ({
  ...initialThreadView(id),
  parentThreadId,
});
const brief = (trees: readonly ThreadTree[]): unknown[] =>
  trees.map((tree) => [tree.thread.id, brief(tree.children)]);

test('threads are trees of the agents that spawned one another', () => {
  const threads = [thread('a'), thread('b', 'a'), thread('c', 'b'), thread('d', 'unknown'), thread('e', 'a')];
  expect(brief(threadTree({ threads }))).toEqual([
    [
      'a',
      [
        ['b', [['c', []]]],
        ['e', []],
      ],
    ],
    ['d', []],
  ]);
  expect(threadTree(initialConnectionView())).toEqual([]);
});

test('a circle does not keep it busy', () => {
  expect(threadTree({ threads: [thread('a', 'b'), thread('b', 'a'), thread('c', 'c')] })).toEqual([]);
});
