import fc, { type Arbitrary } from 'fast-check';
import { from } from 'rxjs';
import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes';
import type { ThreadItem } from '../../lib/protocol/generated/definitions';
import type { ServerNotification } from '../../lib/protocol/notification';
import { coalesce } from '../../lib/operators/coalesce';
import { createEventLog, endLog } from '../../lib/router/event-log';
import { kindOf, type ItemView } from '../../lib/view/item-view';
import {
  delta,
  invalid,
  itemCompleted,
  itemStarted,
  turnStarted,
  unknownNotification,
} from './notifications';
import { valuesOf } from './operator-cases';
import { logOptions, pushAll } from './routing';
import { copiedForNothing, deepFrozen } from './sharing';
import { saidIn, saidOf } from './said';
import { deltaStory, mixed, type Story, type StoryIds } from './stories';

/** What the cases need to know of a reducer. */
export interface ReducerUnderTest<S> {
  readonly reduce: (state: S, event: ServerNotification) => S;
  readonly initial: () => S;
  /** Stories that have nothing to do with one another, at least two. */
  readonly stories: readonly Arbitrary<Story>[];
  /** What the state has of one of them. */
  readonly partOf: (state: S, story: number) => unknown;
  /** Turns that the state tells apart, at least one. */
  readonly turns: readonly StoryIds[];
  /** The items that the state has of one of them. */
  readonly itemsOf: (state: S, turn: StoryIds) => readonly ItemView[];
  /** Whether whoever calls it leaves invalid events out; default: false. */
  readonly onlyValid?: boolean;
  /** How many stories are told for each property; default: 100. */
  readonly numRuns?: number;
}

const methods = Object.keys(serverNotificationScopes);

const novelMethod = fc.oneof(
  fc.string().filter((name) => !methods.includes(name)),
  fc.constantFrom('__proto__', 'constructor', 'item/novel/delta', 'turn/novel'),
);

const novelItem = fc
  .tuple(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor')), fc.jsonValue())
  .map(([type, more]) => ({ type, id: 'novel', more }) as unknown as ThreadItem)
  .filter((item) => kindOf(item) === 'other');

/** Several stories, and the same as they are told at once. */
const mixes = (stories: readonly Arbitrary<Story>[]): Arbitrary<readonly [readonly Story[], Story]> =>
  fc
    .tuple(...stories)
    .chain((alone) =>
      mixed(alone).map((all) => [alone, all.map((event) => structuredClone(event))] as const),
    );

/** Runs the properties that every reducer is held against. */
export const reducerCases = <S>(under: ReducerUnderTest<S>): void => {
  const { reduce, initial, stories, partOf, turns, itemsOf, onlyValid = false, numRuns = 100 } = under;
  const [first] = turns as [StoryIds];
  const after = (...events: readonly ServerNotification[]): S => events.reduce(reduce, initial());
  const mix = mixes(stories);
  const told = mix.map(([, all]) => all);
  const always = <T>(given: Arbitrary<T>, property: (value: T) => void, runs = numRuns): void =>
    fc.assert(fc.property(given, property), { numRuns: runs });

  it('is pure: nothing that it is given changes, and the same gives the same', () => {
    always(told, (story) => {
      const last = deepFrozen(story).reduce(
        (state, event) => deepFrozen(reduce(state, event)),
        deepFrozen(initial()),
      );
      expect(last).toEqual(after(...structuredClone(story)));
    });
  });

  it('gives the state of who was there to who comes late, folded or not', () => {
    always(told, (story) => {
      // Only the log of one turn folds what it keeps.
      const log = createEventLog(logOptions({ maxEvents: turns.length === 1 ? 3 : Infinity }));
      const live = valuesOf(log.events$);
      pushAll(log, story);
      endLog(log, {});
      const late = valuesOf(log.events$);
      const painted = valuesOf(from(story).pipe(coalesce(1)));
      const expected = after(...story);
      for (const events of [live, late, painted])
        expect(after(...(events.slice(0, -1) as ServerNotification[]))).toEqual(expected);
    });
  });

  it('keeps the objects of what did not change', () => {
    always(told, (story) => {
      let state = initial();
      const copied = story.flatMap((event) => {
        const before = state;
        state = reduce(state, event);
        return copiedForNothing(before, state, event).map((path) => `${event.method} copied ${path}`);
      });
      expect(copied).toEqual([]);
    });
  });

  it('does not depend on how stories are mixed that have nothing to do with one another', () => {
    always(mix, ([alone, all]) => {
      const state = after(...all);
      for (const [index, story] of alone.entries())
        expect(partOf(state, index)).toEqual(partOf(after(...story), index));
    });
  });

  it('keeps the order within a turn: of its items, and of what each of them says', () => {
    always(mixes(turns.map(deltaStory)), ([alone, all]) => {
      const state = after(...turns.map((turn) => turnStarted(turn)), ...all);
      for (const [index, turn] of turns.entries())
        expect(saidIn(itemsOf(state, turn))).toEqual(saidOf(alone[index]!));
    });
  });

  it('changes nothing for a method that nobody knows', () => {
    const given = { ...fields(first), itemId: fc.constant('m1'), delta: fc.string() };
    always(fc.tuple(told, novelMethod, fc.record(given)), ([story, method, params]) => {
      // Whatever goes on with an item ends a retry; here one has gone on before.
      const before = after(turnStarted(first), ...story, delta('m1', '', first));
      expect(reduce(before, unknownNotification(method, params))).toBe(before);
    });
  });

  it('keeps items of a type that nobody knows as they came', () => {
    always(fc.tuple(told, novelItem), ([story, item]) => {
      const itemAfter = (...events: readonly ServerNotification[]): ItemView | undefined =>
        itemsOf(after(...story, ...events), first).find(({ id }) => id === 'novel');
      const view = { id: 'novel', kind: 'other', item };
      const [begins, ends] = [itemStarted(item, first), itemCompleted(item, first)];
      expect(itemAfter(begins)).toEqual({ ...view, status: 'open' });
      expect(itemAfter(begins, ends)).toEqual({ ...view, status: 'completed' });
      expect(itemAfter(ends)!.item).toBe(item);
    });
  });

  if (onlyValid) return;
  it('takes nothing from an invalid payload, whatever that is, but the end of a turn', () => {
    const noId = fc.jsonValue().filter((value) => typeof value !== 'string');
    const anything = { item: fc.jsonValue(), turn: fc.jsonValue(), delta: fc.jsonValue() };
    const payload = fc.oneof(
      fc.jsonValue(),
      fc.record({ threadId: noId, turnId: noId, item: fc.jsonValue() }),
      fc.record({ ...fields(first), ...anything }),
    );
    const given = fc.tuple(told, fc.array(fc.tuple(fc.constantFrom(...methods), payload)));
    always(given, ([story, payloads]) => {
      const before = after(turnStarted(first), ...story);
      for (const [method, params] of payloads) {
        const next = reduce(before, invalid(unknownNotification(method, params)));
        // Its ids still say which turn it is that goes on.
        if (method !== 'turn/completed')
          for (const index of stories.keys()) expect(partOf(next, index)).toEqual(partOf(before, index));
      }
    });
  });
};

const fields = ({ threadId, turnId }: StoryIds) => ({
  threadId: fc.constant(threadId),
  turnId: fc.constant(turnId),
});
