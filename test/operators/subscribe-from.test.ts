import { Observable, of, Subject, take, tap } from 'rxjs';
import { subscribeFrom } from '../../lib/operators/subscribe-from';
import { valuesOf } from '../support/operator-cases';

/** An operator that does nothing. */
const passed = <T>(source: Observable<T>): Observable<T> =>
  new Observable((subscriber) => subscribeFrom(source, subscriber, subscriber));

test('a synchronous source stops in the middle when its subscriber leaves', () => {
  let read = 0;
  const source$ = of(1, 2, 3).pipe(tap(() => (read += 1)));
  expect(valuesOf(passed(source$).pipe(take(1)))).toEqual([1, 'complete']);
  expect(read).toBe(1);
});

test('leaving later leaves the source', () => {
  const subject = new Subject<number>();
  const subscription = passed(subject).subscribe();
  expect(subject.observed).toBe(true);
  subscription.unsubscribe();
  expect(subject.observed).toBe(false);
});

test('a source is left alone by a subscriber that is gone before it is subscribed to', () => {
  const subject = new Subject<number>();
  const failed$ = new Observable<number>((subscriber) => {
    subscriber.error('no');
    subscribeFrom(subject, subscriber, subscriber);
  });
  expect(valuesOf(failed$)).toEqual([{ error: 'no' }]);
  expect(subject.observed).toBe(false);
});

test('ends as the source does', () => {
  expect(valuesOf(passed(of(1)))).toEqual([1, 'complete']);
  const subject = new Subject<number>();
  const seen = valuesOf(passed(subject));
  subject.error('no');
  expect(seen).toEqual([{ error: 'no' }]);
});
