import { hasEnded, isCopy, listedTurns } from '../../lib/protocol/listed-turns';
import { turn } from '../support/notifications';

const idsIn = (thread: unknown, known?: readonly string[]): readonly string[] =>
  listedTurns(thread, known).map(({ id }) => id);

describe('listedTurns', () => {
  /** As the server lists a review that is over, for as long as no other turn has started. */
  const review = [
    turn({ id: 'R', rootTurnId: 'R', status: 'completed' }),
    turn({ id: 'X', rootTurnId: 'R', status: 'inProgress' }),
  ];

  it('names a review once, by the id that its events carry', () => {
    expect(idsIn({ parentThreadId: null, turns: [...review, turn({ id: 'a' })] })).toEqual(['R', 'a']);
    expect(idsIn({ turns: review.slice(1) }, ['R'])).toEqual([]);
    expect(idsIn({ turns: review.slice(1) })).toEqual(['X']);
  });

  it('keeps the turns of a sub-agent, which belong to turns of another thread', () => {
    expect(idsIn({ parentThreadId: 'parent', turns: review })).toEqual(['R', 'X']);
  });

  it.each([
    ['nothing', undefined],
    ['no list', { turns: { length: 1 } }],
    ['no turns', { turns: [null, 1, 'x', {}, { id: 1 }] }],
  ])('finds none in %s', (_, thread) => {
    expect(listedTurns(thread)).toEqual([]);
  });
});

test('a turn has ended if the server says how', () => {
  const statuses = ['completed', 'interrupted', 'failed', 'inProgress', 'novel'] as const;
  expect(statuses.filter((status) => hasEnded(turn({ status } as object)))).toEqual([
    'completed',
    'interrupted',
    'failed',
  ]);
});

test.each([
  ['a thread of its own', { forkedFromId: null, parentThreadId: null }, false],
  ['a server that says neither', {}, false],
  ['a fork', { forkedFromId: 'other', parentThreadId: null }, true],
  ['the thread of a sub-agent', { parentThreadId: 'other' }, true],
])('%s began as a copy or not', (_, thread, copy) => {
  expect(isCopy(thread)).toBe(copy);
});
