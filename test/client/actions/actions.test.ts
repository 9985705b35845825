import { NEVER } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

test('every action is cold, and each subscription begins one of its own', () => {
  const { client, methods, paramsOf } = memoryCodex({ answers: { 'fs/watch': NEVER } });
  const watched$ = client.watch('/project');
  expect(methods()).toEqual([]);
  watch(watched$);
  watch(watched$);
  const ids = (paramsOf('fs/watch') as { watchId: string }[]).map(({ watchId }) => watchId);
  expect([ids.length, new Set(ids).size]).toEqual([2, 2]);
});
