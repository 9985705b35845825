import { NEVER, of, Subject } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

const file = { file_name: 'a', match_type: 'file', path: 'a', root: '/project', score: 1 } as const;

test('sends each query once the session has started, and emits what is found so far', () => {
  const started$ = new Subject<unknown>();
  const { client, say, paramsOf } = memoryCodex({
    answers: { 'fuzzyFileSearch/sessionStart': started$, 'fuzzyFileSearch/sessionUpdate': of({}) },
  });
  const query$ = new Subject<string>();
  const seen = watch(client.searchFiles({ roots: ['/project'], query$ }));
  const [{ sessionId }] = paramsOf('fuzzyFileSearch/sessionStart') as [{ sessionId: string }];
  expect([query$.observed, paramsOf('fuzzyFileSearch/sessionUpdate')]).toEqual([true, []]);
  started$.next({});
  query$.next('a');
  expect(paramsOf('fuzzyFileSearch/sessionUpdate')).toEqual([{ sessionId, query: 'a' }]);
  say(
    { method: 'fuzzyFileSearch/sessionUpdated', params: { sessionId, query: 'a', files: [file] } },
    { method: 'fuzzyFileSearch/sessionUpdated', params: { sessionId: 'other', query: 'b', files: [] } },
    { method: 'fuzzyFileSearch/sessionCompleted', params: { sessionId } },
  );
  expect(seen.values).toEqual([
    { query: 'a', files: [file], complete: false },
    { query: 'a', files: [file], complete: true },
  ]);
  seen.unsubscribe();
  expect([paramsOf('fuzzyFileSearch/sessionStop'), query$.observed]).toEqual([[{ sessionId }], false]);
});

test('the newest of what is typed before the session has started is sent when it has', () => {
  const started$ = new Subject<unknown>();
  const { client, say, paramsOf } = memoryCodex({
    answers: { 'fuzzyFileSearch/sessionStart': started$, 'fuzzyFileSearch/sessionUpdate': of({}) },
  });
  const query$ = new Subject<string>();
  const seen = watch(client.searchFiles({ roots: ['/project'], query$ }));
  const [{ sessionId }] = paramsOf('fuzzyFileSearch/sessionStart') as [{ sessionId: string }];
  query$.next('a');
  query$.next('ab');
  query$.complete();
  expect(paramsOf('fuzzyFileSearch/sessionUpdate')).toEqual([]);
  started$.next({});
  expect(paramsOf('fuzzyFileSearch/sessionUpdate')).toEqual([{ sessionId, query: 'ab' }]);
  say({ method: 'fuzzyFileSearch/sessionUpdated', params: { sessionId, query: 'ab', files: [file] } });
  expect([seen.values, seen.end()]).toEqual([[{ query: 'ab', files: [file], complete: false }], undefined]);
});

test('a query$ that fails before the session has started ends both', () => {
  const { client, paramsOf } = memoryCodex({ answers: { 'fuzzyFileSearch/sessionStart': NEVER } });
  const query$ = new Subject<string>();
  const seen = watch(client.searchFiles({ roots: ['/project'], query$ }));
  query$.error('no');
  expect([seen.end(), paramsOf('fuzzyFileSearch/sessionStop')]).toEqual([
    { error: 'no' },
    [{ sessionId: expect.any(String) as string }],
  ]);
});
