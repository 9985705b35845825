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

test('threads of a circle are at the top, with what is below each', () => {
  const threads = [thread('d', 'b'), thread('a', 'b'), thread('b', 'a'), thread('c', 'c'), thread('e', 'd')];
  expect(brief(threadTree({ threads }))).toEqual([
    ['a', []],
    ['b', [['d', [['e', []]]]]],
    ['c', []],
  ]);
});
