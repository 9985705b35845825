import { defer, of, take, throwError, type Observable } from 'rxjs';
import { listPages, type Page } from '../../lib/client/list-pages';
import { valuesOf } from '../support/operator-cases';

const pages: Readonly<Record<string, Page<number>>> = {
  first: { data: [1, 2], nextCursor: 'second' },
  second: { data: [], nextCursor: 'third' },
  third: { data: [3, 4], nextCursor: null },
};

/** A list in three pages, and the cursors that were asked for. */
const reader = () => {
  const asked: (string | null)[] = [];
  const read = (cursor: string | null): Observable<Page<number>> =>
    defer(() => {
      asked.push(cursor);
      return of(pages[cursor ?? 'first']!);
    });
  return { asked, read };
};

test('emits the members of every page in order, and completes', () => {
  const { asked, read } = reader();
  expect(valuesOf(listPages(read))).toEqual([1, 2, 3, 4, 'complete']);
  expect(asked).toEqual([null, 'second', 'third']);
});

test('reads nothing before it is subscribed, and anew for each subscriber', () => {
  const { asked, read } = reader();
  const list$ = listPages(read);
  expect(asked).toEqual([]);
  valuesOf(list$);
  valuesOf(list$);
  expect(asked).toHaveLength(6);
});

test.each([
  [1, [null]],
  [2, [null]],
  [3, [null, 'second', 'third']],
])('reads no more pages than %i members need', (count, cursors) => {
  const { asked, read } = reader();
  expect(valuesOf(listPages(read).pipe(take(count)))).toHaveLength(count + 1);
  expect(asked).toEqual(cursors);
});

test('errors as its request does, behind what was read', () => {
  const fault = new Error('no');
  const read = (cursor: string | null) => (cursor === null ? of(pages['first']!) : throwError(() => fault));
  expect(valuesOf(listPages(read))).toEqual([1, 2, { error: fault }]);
});

test('errors where the server leads in a circle', () => {
  const read = (cursor: string | null): Observable<Page<number>> =>
    of({ data: [1], nextCursor: cursor === 'a' ? 'b' : 'a' });
  expect(valuesOf(listPages(read))).toEqual([
    1,
    1,
    1,
    {
      error: expect.objectContaining({ name: 'CodexProtocolError', message: expect.stringContaining('"a"') }),
    },
  ]);
});
