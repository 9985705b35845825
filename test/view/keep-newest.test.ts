import { keepNewest } from '../../lib/view/keep-newest';
import { initialThreadView, keptTurns } from '../../lib/view/thread-view';
import { initialTurnView, type TurnView } from '../../lib/view/turn-view';

const view = initialThreadView('thread');
const turn = (id: string, status: TurnView['status'] = 'completed'): TurnView => ({
  ...initialTurnView(id),
  status,
});
const many = (count: number, status?: TurnView['status']): TurnView[] =>
  Array.from({ length: count }, (_, index) => turn(String(index), status));

test('what is not too long stays the list that it is', () => {
  const turns = many(keptTurns);
  expect(keepNewest(view, turns).turns).toBe(turns);
  expect(keepNewest(view, turns).forgottenTurnIds).toBe(view.forgottenTurnIds);
});

test('the oldest that have ended go first, and their ids are remembered once', () => {
  const known = { ...view, forgottenTurnIds: ['0', 'older'] };
  const { turns, forgottenTurnIds } = keepNewest(known, [turn('runs', 'inProgress'), ...many(keptTurns + 1)]);
  expect([turns.length, turns[0]?.id, turns[1]?.id]).toEqual([keptTurns, 'runs', '2']);
  expect(forgottenTurnIds).toEqual(['older', '0', '1']);
});

test('where all run the oldest goes, and may come back', () => {
  const { turns, forgottenTurnIds } = keepNewest(view, many(keptTurns + 1, 'inProgress'));
  expect([turns.length, turns[0]?.id, forgottenTurnIds]).toEqual([keptTurns, '1', []]);
});

test('the newest 1,000 ids are remembered', () => {
  const { forgottenTurnIds } = keepNewest(view, many(keptTurns + 1_010));
  expect([forgottenTurnIds.length, forgottenTurnIds[0], forgottenTurnIds.at(-1)]).toEqual([
    1_000,
    '10',
    '1009',
  ]);
});
