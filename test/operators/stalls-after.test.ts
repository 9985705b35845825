import { NEVER, of, Subject, throwError } from 'rxjs';
import { CodexStalledError } from '../../lib/errors/codex-stalled-error';
import { stallsAfter } from '../../lib/operators/stalls-after';
import type { ServerNotification } from '../../lib/protocol/notification';
import { notification, threadId } from '../support/notifications';
import { marbles } from '../support/marbles';
import { oneToOne } from '../support/diagrams';
import { operatorCases, valuesOf } from '../support/operator-cases';

const stalled = new CodexStalledError(4);
const status = (...activeFlags: ('waitingOnApproval' | 'waitingOnUserInput')[]): ServerNotification =>
  notification('thread/status/changed', { threadId, status: { type: 'active', activeFlags } });
const idle = notification('thread/status/changed', { threadId, status: { type: 'idle' } });

describe('stallsAfter', () => {
  operatorCases<string, string>({
    operator: () => stallsAfter(1_000),
    source: { a: 'a', b: 'b', c: 'c' },
    emitted: { x: 'a', y: 'b', z: 'c' },
    live: ['a', 'b', 'c'],
    // In virtual time what never ends stalls in the end.
    diagrams: { never: { ...oneToOne.never, subscribed: '^------!', leaves: '-------!' } },
  });

  it.each([
    ['nothing comes at all', '-------', '----#', '^---!'],
    ['nothing comes any more', '--a----', '--a---#', '^-----!'],
    ['time enough is left each time', '--a--b--c|', '--a--b--c|', '^--------!'],
  ])('%s', (_, source, expected, subscribed) =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold(source);
      expectObservable(source$.pipe(stallsAfter(4))).toBe(expected, undefined, stalled);
      expectSubscriptions(source$.subscriptions).toBe(subscribed);
    }),
  );

  it('stands still while somebody is waited for, and begins anew after that', () =>
    marbles(({ cold, hot, expectObservable }) => {
      const waiting$ = hot('  --t-------f-----', { t: true, f: false });
      const expected = '      --------------#';
      expectObservable(cold('-').pipe(stallsAfter(4, { waiting$ }))).toBe(expected, undefined, stalled);
    }));

  it.each([
    ['--#', '^-!', '--#'],
    ['#', '(^!)', '#'],
  ])('errors with what says whether somebody is waited for: %s', (waiting, subscribed, expected) =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source$ = cold('-');
      expectObservable(source$.pipe(stallsAfter(4, { waiting$: cold(waiting) }))).toBe(expected);
      expectSubscriptions(source$.subscriptions).toBe(subscribed);
    }),
  );

  it('leaves its source alone when that errors at once', () => {
    const subject = new Subject<string>();
    const waiting$ = throwError(() => 'no');
    expect(valuesOf(subject.pipe(stallsAfter(4, { waiting$ })))).toEqual([{ error: 'no' }]);
    expect(subject.observed).toBe(false);
  });

  it('asks whether somebody is waited for only as long as it is subscribed to', () =>
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const waiting$ = cold('t---------f', { t: true, f: false });
      const stopped$ = cold('--a--|').pipe(stallsAfter(4, { waiting$ }));
      expectObservable(stopped$).toBe('--a--|');
      expectSubscriptions(waiting$.subscriptions).toBe('^----!');
    }));

  it.each(['waitingOnApproval', 'waitingOnUserInput'] as const)(
    'of a thread stands still by itself: %s',
    (flag) =>
      marbles(({ cold, expectObservable }) => {
        const source$ = cold('  -w--------a', { w: status(flag), a: status() });
        const expected = '      -w--------a---#';
        expectObservable(source$.pipe(stallsAfter(4))).toBe(
          expected,
          { w: status(flag), a: status() },
          stalled,
        );
      }),
  );

  it('goes on when the thread is idle or active without a flag', () =>
    marbles(({ cold, expectObservable }) => {
      const source$ = cold('  -w-------i', { w: status('waitingOnApproval'), i: idle });
      expectObservable(source$.pipe(stallsAfter(4))).toBe(
        '-w-------i---#',
        { w: status('waitingOnApproval'), i: idle },
        stalled,
      );
    }));

  it('leaves no timer behind', () => {
    jest.useFakeTimers();
    NEVER.pipe(stallsAfter(4)).subscribe().unsubscribe();
    of(1).pipe(stallsAfter(4)).subscribe();
    expect(jest.getTimerCount()).toBe(0);
    jest.useRealTimers();
  });
});
