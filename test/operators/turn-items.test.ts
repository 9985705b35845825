import fc from 'fast-check';
import { from } from 'rxjs';
import { itemsOf, noItems, reduceItems, turnItems, type TurnItem } from '../../lib/operators/turn-items';
import type { ServerNotification } from '../../lib/protocol/notification';
import {
  agentMessage,
  command,
  delta,
  invalid,
  itemCompleted,
  itemStarted,
  tokenUsage,
  turnCompleted,
  turnStarted,
} from '../support/notifications';
import { operatorCases, valuesOf } from '../support/operator-cases';
import { deepFrozen } from '../support/sharing';
import { itemStory, mixed, ofItems } from '../support/stories';

const listsOf = (...events: readonly ServerNotification[]): readonly unknown[] =>
  valuesOf(from(events).pipe(turnItems())).slice(0, -1);

const lastOf = (...events: readonly ServerNotification[]): unknown => listsOf(...events).at(-1);

const [one, two, three] = [command('1'), agentMessage('2'), command('3')];

describe('turnItems', () => {
  operatorCases<ServerNotification, readonly TurnItem[]>({
    operator: turnItems,
    source: { a: itemStarted(one), b: itemStarted(two), c: itemStarted(three) },
    emitted: { x: [one], y: [one, two], z: [one, two, three] },
    live: [[one], [one, two], [one, two, three]],
  });

  it('replaces the started item by the completed one, whole and in its place', () => {
    const done = { ...command('1', 'completed'), source: 'unifiedExecStartup' as const };
    expect(
      listsOf(itemStarted({ ...one, aggregatedOutput: 'x' } as never), itemStarted(two), itemCompleted(done)),
    ).toEqual([[{ ...one, aggregatedOutput: 'x' }], [{ ...one, aggregatedOutput: 'x' }, two], [done, two]]);
  });

  it('takes a completed item that never started', () => {
    expect(listsOf(itemCompleted(one))).toEqual([[one]]);
  });

  it('is not undone by a start that comes after the end', () => {
    const done = command('1', 'completed');
    expect(listsOf(itemCompleted(done), itemStarted(one))).toEqual([[done]]);
  });

  it('takes the newer of two starts, and the newer of two ends', () => {
    const [again, done] = [agentMessage('1', 'again'), agentMessage('1', 'done')];
    const first = agentMessage('1');
    expect(
      listsOf(itemStarted(first), itemStarted(again), itemCompleted(first), itemCompleted(done)),
    ).toEqual([[first], [again], [first], [done]]);
  });

  it.each(['completed', 'interrupted', 'failed'] as const)(
    'marks what is open as abandoned when the turn ends as %s',
    (status) => {
      const events = [itemCompleted(one), itemStarted(two), turnCompleted({}, { status })];
      expect(lastOf(...events)).toEqual([one, { ...two, abandoned: true }]);
    },
  );

  it.each([[undefined], [null], ['text'], [{ turn: null }]])(
    'ends the turn even when its end does not decode: %j',
    (params) => {
      const events = [itemStarted(two), invalid(turnCompleted(), params)];
      expect(listsOf(...events)).toEqual([[two], [{ ...two, abandoned: true }]]);
    },
  );

  it('says nothing at the end of a turn that left nothing open', () => {
    expect(listsOf(turnStarted(), itemCompleted(one), turnCompleted())).toEqual([[one]]);
    expect(listsOf(turnStarted(), turnCompleted())).toEqual([]);
  });

  it('emits for items alone', () => {
    expect(listsOf(turnStarted(), delta('2', 'text'), tokenUsage(1), itemStarted(two))).toEqual([[two]]);
  });

  it('leaves invalid events out', () => {
    const broken = [
      invalid(itemStarted(one), null),
      invalid(itemCompleted(one), { item: null }),
      invalid(itemStarted(one), { item: { id: 1 } }),
    ];
    expect(listsOf(...broken, itemStarted(two))).toEqual([[two]]);
  });

  it('passes an item of a type that is not known', () => {
    const novel = { type: 'telepathy', id: 'n', strength: 9 } as never;
    expect(listsOf(itemStarted(novel), itemCompleted(novel))).toHaveLength(2);
    expect(lastOf(itemCompleted(novel))).toEqual([novel]);
  });

  it.each(['__proto__', 'constructor', 'toString', ''])('takes %j for an item id like any other', (id) => {
    expect(lastOf(itemStarted(command(id)), itemStarted(two))).toEqual([command(id), two]);
    expect(({} as Record<string, unknown>)['id']).toBeUndefined();
  });

  it('hands out lists that do not change later', () => {
    const [first, second] = listsOf(itemStarted(one), itemStarted(two)) as [
      readonly TurnItem[],
      readonly TurnItem[],
    ];
    expect(first).toEqual([one]);
    expect(second[0]).toBe(first[0]);
  });
});

describe('reduceItems', () => {
  it('hands the state back as it was when nothing changed', () => {
    const state = reduceItems(noItems(), itemCompleted(one));
    expect(reduceItems(state, delta('m', 'text'))).toBe(state);
    expect(reduceItems(state, itemStarted(one))).toBe(state);
    expect(reduceItems(state, turnCompleted())).toBe(state);
  });

  it('does not change the state that it is given', () => {
    const before = reduceItems(noItems(), itemStarted(one));
    reduceItems(before, itemCompleted(command('1', 'completed')));
    reduceItems(before, turnCompleted());
    expect(itemsOf(before)).toEqual([one]);
    expect(itemsOf(noItems())).toEqual([]);
  });

  const ids = { threadId: 'thread', turnId: 'turn' };
  const kinds = ['m', 'c', 'rpftn'];
  const stories = fc.tuple(...kinds.map((letters) => itemStory(ids).map((story) => ofItems(story, letters))));
  const reduced = (events: readonly ServerNotification[]): readonly TurnItem[] =>
    itemsOf(events.reduce((state, event) => deepFrozen(reduceItems(state, event)), deepFrozen(noItems())));

  it('has the items in the order in which they were first seen, each as it is alone', () => {
    const mixes = stories.chain((alone) => mixed(alone).map((all) => ({ alone, all })));
    fc.assert(
      fc.property(mixes, ({ alone, all }) => {
        const items = reduced(deepFrozen(all));
        const seen = all.flatMap(({ method, params }) =>
          method === 'item/started' || method === 'item/completed' ? [params.item.id] : [],
        );
        expect(items.map(({ id }) => id)).toEqual([...new Set(seen)]);
        for (const [index, story] of alone.entries())
          expect(items.filter(({ id }) => kinds[index]!.includes(id[0]!))).toEqual(reduced(story));
      }),
    );
  });
});
