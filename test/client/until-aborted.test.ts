import { TestScheduler } from 'rxjs/testing';
import { untilAborted } from '../../lib/client/until-aborted';
import { marbles } from '../support/marbles';

const reason = new Error('enough');

/** A signal that aborts at a frame of the scheduler that runs. */
const abortAt = (scheduler: TestScheduler, frame: number): AbortSignal => {
  const controller = new AbortController();
  scheduler.schedule(() => controller.abort(reason), frame);
  return controller.signal;
};

const run = (
  use: (scheduler: TestScheduler, helpers: Parameters<Parameters<TestScheduler['run']>[0]>[0]) => void,
) => {
  const scheduler = new TestScheduler((actual, expected) => expect(actual).toEqual(expected));
  scheduler.run((helpers) => use(scheduler, helpers));
};

test('errors with the reason when the signal aborts, and unsubscribes from the source', () =>
  run((scheduler, { cold, expectObservable, expectSubscriptions }) => {
    const source$ = cold('  -a--b--c|');
    const subscription = ' ^----!   ';
    const expected = '     -a--b#   ';
    expectObservable(source$.pipe(untilAborted(abortAt(scheduler, 5)))).toBe(expected, undefined, reason);
    expectSubscriptions(source$.subscriptions).toBe(subscription);
  }));

test('a signal that never aborts changes nothing, and is let go', () =>
  run((_, { cold, expectObservable, flush }) => {
    const { signal } = new AbortController();
    const remove = jest.spyOn(signal, 'removeEventListener');
    const add = jest.spyOn(signal, 'addEventListener');
    expectObservable(cold('-a-|').pipe(untilAborted(signal))).toBe('-a-|');
    expectObservable(cold('-a-#').pipe(untilAborted(signal))).toBe('-a-#');
    expectObservable(cold('-a---').pipe(untilAborted(signal)), '^-!').toBe('-a-');
    flush();
    expect(add).toHaveBeenCalledTimes(3);
    expect(remove).toHaveBeenCalledTimes(3);
  }));

test('an abort after the end changes nothing', () =>
  run((scheduler, { cold, expectObservable }) => {
    expectObservable(cold('-a|').pipe(untilAborted(abortAt(scheduler, 5)))).toBe('-a|');
  }));

test('a signal that has aborted already errors at once, and the source is never subscribed', () =>
  marbles(({ cold, expectObservable, expectSubscriptions }) => {
    const source$ = cold('a|');
    expectObservable(source$.pipe(untilAborted(AbortSignal.abort(reason)))).toBe('#', undefined, reason);
    expectSubscriptions(source$.subscriptions).toBe([]);
  }));

test('without a signal the source itself is returned', () =>
  marbles(({ cold }) => {
    const source$ = cold('a|');
    expect(source$.pipe(untilAborted(undefined))).toBe(source$);
  }));
