import { continuesDelta, deltaOf, isDelta, joinDeltas } from '../../lib/protocol/join-deltas';
import { delta, invalid, outputDelta, turnStarted } from '../support/notifications';

test('a delta is what adds text and can be trusted to', () => {
  expect([delta('m', 'x'), invalid(delta('m', 'x')), turnStarted()].map(isDelta)).toEqual([
    true,
    false,
    false,
  ]);
  expect(deltaOf(delta('m', 'x'))).toBe('x');
});

test('one goes on where another left off if both are of one method and share the fields', () => {
  const goesOn = (next: Parameters<typeof isDelta>[0]): boolean =>
    continuesDelta(delta('m', 'x'), next, ['itemId']);
  expect(
    [delta('m', 'y'), delta('n', 'y'), outputDelta('m', 'y'), invalid(delta('m', 'y'))].map(goesOn),
  ).toEqual([true, false, false, false]);
});

test('joined they say the same, marked as folded', () => {
  expect(joinDeltas([delta('m', 'a'), delta('m', 'b'), delta('m', 'c')])).toEqual({
    ...delta('m', 'abc'),
    folded: true,
  });
});
