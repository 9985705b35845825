import { of, Subject, tap, throwError } from 'rxjs';
import { readAgain, readThenFollow } from '../../../lib/client/actions/live-read';
import { watch } from '../../support/memory-codex';

test('readAgain reads at each change, and gives up a read that is out of date', () => {
  const changed$ = new Subject<void>();
  const reads: Subject<number>[] = [];
  const seen = watch(
    readAgain(() => {
      const read = new Subject<number>();
      reads.push(read);
      return read;
    }, changed$),
  );
  reads[0]!.next(1);
  changed$.next();
  changed$.next();
  expect([reads.length, reads[1]!.observed]).toEqual([3, false]);
  reads[2]!.next(3);
  expect(seen.values).toEqual([1, 3]);
  reads[2]!.error('no');
  expect(seen.end()).toEqual({ error: 'no' });
});

test('readThenFollow reads once and goes on; what comes before the result comes behind it', () => {
  const events$ = new Subject<number>();
  const read$ = new Subject<number>();
  const seen = watch(
    readThenFollow(
      () => read$,
      events$,
      (state, event) => state + event,
    ),
  );
  events$.next(10);
  events$.next(100);
  expect(seen.values).toEqual([]);
  read$.next(1);
  read$.complete();
  events$.next(2);
  expect(seen.values).toEqual([1, 11, 111, 113]);
  events$.complete();
  expect(seen.end()).toBe('complete');
  expect(
    watch(
      readThenFollow(
        () => throwError(() => 'no'),
        events$,
        () => of(),
      ),
    ).end(),
  ).toEqual({ error: 'no' });
});

test('readThenFollow keeps the order when its subscriber brings the next event about', () => {
  const events$ = new Subject<number>();
  const read$ = new Subject<number>();
  const sum$ = readThenFollow(
    () => read$,
    events$,
    (state, event) => state + event,
  );
  const seen = watch(sum$.pipe(tap((sum) => sum === 1 && events$.next(100))));
  events$.next(10);
  read$.next(1);
  expect(seen.values).toEqual([1, 11, 111]);
});

test('readThenFollow leaves out what failed its codec', () => {
  const events$ = new Subject<{ readonly add: number; readonly invalid?: true }>();
  const read$ = new Subject<number>();
  const seen = watch(
    readThenFollow(
      () => read$,
      events$,
      (state, { add }) => state + add,
    ),
  );
  events$.next({ add: NaN, invalid: true });
  read$.next(1);
  events$.next({ add: NaN, invalid: true });
  events$.next({ add: 1 });
  expect(seen.values).toEqual([1, 2]);
});
