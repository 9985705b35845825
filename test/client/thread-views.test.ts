import { BehaviorSubject, finalize } from 'rxjs';
import { createThreadViews } from '../../lib/client/thread-views';
import { initialConnectionView, type ConnectionView } from '../../lib/view/connection-view';
import { initialThreadView, type ThreadView } from '../../lib/view/thread-view';
import { costRatio } from '../support/cost-ratio';
import { watch } from '../support/memory-codex';

const thread = (id: string, name: string | null = null): ThreadView => ({ ...initialThreadView(id), name });
const viewOf = (...threads: readonly ThreadView[]): ConnectionView => ({
  ...initialConnectionView(),
  threads,
});

const followed = (...threads: readonly ThreadView[]) => {
  const view$ = new BehaviorSubject(viewOf(...threads));
  let ends = 0;
  const ofThread = createThreadViews(view$.pipe(finalize(() => (ends += 1))));
  return { view$, ofThread, ends: () => ends };
};

test('has the thread as it is, then each change of it and of no other', () => {
  const [a, b] = [thread('a'), thread('b')];
  const { view$, ofThread } = followed(a, b);
  const [first, second] = [watch(ofThread('a')), watch(ofThread('b'))];
  const named = thread('a', 'named');
  view$.next(viewOf(named, b));
  view$.next({ ...viewOf(), ...view$.value });
  expect([first.values, second.values]).toEqual([[a, named], [b]]);
  expect(first.values[1]).toBe(named);
  expect(watch(ofThread('a')).values).toEqual([named]);
});

test('a thread of which nothing is known is empty, before and after', () => {
  const { view$, ofThread } = followed();
  const { values } = watch(ofThread('b'));
  view$.next(viewOf(thread('a'), thread('b', 'named')));
  view$.next(viewOf(thread('a'), thread('c')));
  expect(values).toEqual([thread('b'), thread('b', 'named'), thread('b')]);
});

test('a thread that moves up did not change', () => {
  const [a, b] = [thread('a'), thread('b')];
  const { view$, ofThread } = followed(a, b);
  const { values } = watch(ofThread('b'));
  view$.next(viewOf(b, thread('c')));
  expect(values).toEqual([b]);
});

test('lets go of the connection with the last who follows a thread', () => {
  const { view$, ofThread, ends } = followed(thread('a'));
  const readers = [watch(ofThread('a')), watch(ofThread('a')), watch(ofThread('b'))];
  expect(view$.observed).toBe(true);
  readers.slice(1).forEach(({ unsubscribe }) => unsubscribe());
  expect(ends()).toBe(0);
  readers[0]!.unsubscribe();
  expect([ends(), view$.observed]).toEqual([1, false]);
  view$.next(viewOf(thread('a', 'later')));
  expect(watch(ofThread('a')).values).toEqual([thread('a', 'later')]);
});

test('completes with the connection, for who comes later behind the last view', () => {
  const { view$, ofThread } = followed(thread('a', 'last'));
  const reader = watch(ofThread('a'));
  view$.complete();
  expect([reader.values.length, reader.end()]).toEqual([1, 'complete']);
});

test('who lets go and begins anew while it is told sees nothing that is out of date', () => {
  const { view$, ofThread } = followed(thread('a'), thread('b'));
  let again: ReturnType<typeof watch> | undefined;
  const first = ofThread('a').subscribe(({ name }) => {
    if (name === null || again) return;
    first.unsubscribe();
    other.unsubscribe();
    view$.next(viewOf(thread('a', 'y'), thread('b', 'y')));
    again = watch(ofThread('b'));
  });
  const other = ofThread('b').subscribe();
  view$.next(viewOf(thread('a', 'x'), thread('b', 'x')));
  expect(again!.values).toEqual([thread('b', 'y')]);
});

test('a change costs the same however many threads are followed', () => {
  const changes = 200_000;
  const run = (count: number): void => {
    const threads = Array.from({ length: 1_000 }, (_, index) => thread(String(index)));
    const { view$, ofThread } = followed(...threads);
    for (const { id } of threads.slice(0, count)) ofThread(id).subscribe();
    for (let change = 0; change < changes / 100; change += 1) {
      threads[0] = thread('0', String(change));
      view$.next(viewOf(...threads));
    }
  };
  expect(costRatio(run, 10, 1_000)).toBeLessThan(8);
});
