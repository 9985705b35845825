import fc from 'fast-check';
import { continuesDelta, deltaOf, isDelta, joinDeltas, sameDeltas } from '../../lib/protocol/join-deltas';
import type { NotificationMessage } from '../../lib/protocol/message';
import {
  delta,
  invalid,
  outputDelta,
  reasoningDelta,
  turnStarted,
  unknownNotification,
} from '../support/notifications';

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

describe('two deltas are the same but for their text and time', () => {
  it.each<[string, NotificationMessage, NotificationMessage, boolean]>([
    ['with another text', delta('m', 'a'), delta('m', 'b'), true],
    ['at another time', { ...delta('m', 'a'), emittedAtMs: 1 }, { ...delta('m', 'a'), emittedAtMs: 2 }, true],
    ['with a time and without', { ...delta('m', 'a'), emittedAtMs: 1 }, delta('m', 'a'), true],
    ['of another item', delta('m', 'a'), delta('n', 'a'), false],
    ['of another turn', delta('m', 'a'), delta('m', 'a', { turnId: 'other' }), false],
    ['of another thread', delta('m', 'a'), delta('m', 'a', { threadId: 'other' }), false],
    ['of another method', delta('m', 'a'), outputDelta('m', 'a'), false],
    ['of one part', reasoningDelta('r', 1, 'a'), reasoningDelta('r', 1, 'b'), true],
    ['of another part', reasoningDelta('r', 0, 'a'), reasoningDelta('r', 1, 'a'), false],
  ])('%s', (_, a, b, same) => {
    expect([sameDeltas(a, b), sameDeltas(b, a)]).toEqual([same, same]);
  });

  it('if they have the same fields with the same values, whatever the fields are called', () => {
    const name = fc.constantFrom('itemId', 'turnId', 'more', 'toString', 'constructor', '__proto__', '1', '');
    const value = fc.constantFrom('a', 'b', '', 0, 1, null, true);
    const params = fc
      .array(fc.tuple(name, value), { maxLength: 4 })
      // As JSON.parse makes it: a field called "__proto__" is one like others.
      .map((fields) => Object.fromEntries([...fields, ['delta', 'x']]) as Readonly<Record<string, unknown>>);
    const pairs = fc.oneof(
      fc.tuple(params, params),
      params.map((one) => [one, { ...one, delta: 'y' }] as const),
    );
    const counts = { same: 0, different: 0 };
    const fieldsOf = (one: Readonly<Record<string, unknown>>): string =>
      JSON.stringify(Object.entries({ ...one, delta: '' }).sort(([a], [b]) => (a < b ? -1 : 1)));
    fc.assert(
      fc.property(pairs, ([a, b]) => {
        const same = fieldsOf(a) === fieldsOf(b);
        counts[same ? 'same' : 'different'] += 1;
        expect(sameDeltas(unknownNotification('m', a), unknownNotification('m', b))).toBe(same);
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(counts.same, counts.different)).toBeGreaterThan(100);
  });

  it('but not if a field holds more than a value: what is in there is not compared', () => {
    const [a, b] = [1, 2].map(() => unknownNotification('m', { delta: 'x', more: { deep: 1 } }));
    expect([sameDeltas(a!, b!), sameDeltas(a!, a!)]).toEqual([false, true]);
  });
});
