import { createOwnTurns, type TurnStart } from '../../lib/client/own-turns';
import type { TurnChannel } from '../../lib/router/turn-channel';
import { watch } from '../support/memory-codex';

const start = (): TurnStart => ({ threadId: 'thread' }) as TurnStart;
const channel = (over = false): TurnChannel => ({ over: () => over }) as TurnChannel;

test('a start is own from its write until its turn ends', () => {
  const turns = createOwnTurns();
  const [one, turn] = [start(), channel()];
  expect(turns.all()).toEqual([]);
  turns.written(one);
  expect(turns.all()).toEqual([one]);
  turns.answered(one, turn);
  expect(turns.all()).toEqual([one]);
  turns.ended(channel());
  expect(turns.all()).toEqual([one]);
  turns.ended(turn);
  expect(turns.all()).toEqual([]);
});

test.each([
  ['failed', undefined],
  ['answered with a turn that is over already', channel(true)],
])('a start that %s is own no more', (_, turn) => {
  const turns = createOwnTurns();
  const one = start();
  turns.written(one);
  turns.answered(one, turn);
  expect(turns.all()).toEqual([]);
});

test('the answer of a start that was never own makes nothing own', () => {
  const turns = createOwnTurns();
  turns.answered(start(), channel());
  expect(turns.all()).toEqual([]);
});

test('a turn whose end was missed is own no more once it is known to be over', () => {
  const turns = createOwnTurns();
  let over = false;
  const one = start();
  turns.written(one);
  turns.answered(one, { over: () => over } as TurnChannel);
  expect(turns.all()).toEqual([one]);
  over = true;
  expect(turns.all()).toEqual([]);
  expect(watch(turns.none$).values).toHaveLength(1);
});

test('none$ emits once and completes as soon as there is none', () => {
  const turns = createOwnTurns();
  expect(watch(turns.none$)).toMatchObject({ values: [undefined] });
  const [one, two, turn] = [start(), start(), channel()];
  turns.written(one);
  turns.written(two);
  const none = watch(turns.none$);
  turns.answered(one, turn);
  turns.answered(two, undefined);
  expect(none.values).toEqual([]);
  turns.ended(turn);
  expect(none.values).toEqual([undefined]);
  expect(none.end()).toBe('complete');
  turns.written(one);
  expect(none.values).toHaveLength(1);
});
