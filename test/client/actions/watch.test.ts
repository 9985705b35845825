import { lastValueFrom, NEVER, of, throwError } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

test('emits the paths that changed, of its own watch, and ends it when it is left', () => {
  const { client, say, paramsOf } = memoryCodex({ answers: { 'fs/watch': of({ path: '/project' }) } });
  const seen = watch(client.watch('/project'));
  const [{ watchId }] = paramsOf('fs/watch') as [{ watchId: string }];
  const changed = (id: string) => ({
    method: 'fs/changed',
    params: { watchId: id, changedPaths: ['/project/a'] },
  });
  say(changed(watchId), changed('other'));
  expect(seen.values).toEqual([['/project/a']]);
  seen.unsubscribe();
  expect(paramsOf('fs/unwatch')).toEqual([{ watchId }]);
});

test('is ended by its id when nobody answered in time that it began', async () => {
  const { client, paramsOf } = memoryCodex({
    requestTimeout: 5,
    answers: { 'fs/watch': NEVER, 'fs/unwatch': of({}) },
  });
  await expect(lastValueFrom(client.watch('/project'))).rejects.toMatchObject({
    name: 'CodexTimeoutError',
    subject: 'fs/watch',
  });
  const [{ watchId }] = paramsOf('fs/watch') as [{ watchId: string }];
  expect(paramsOf('fs/unwatch')).toEqual([{ watchId }]);
});

test('has nothing to end when it was refused', () => {
  const { client, methods } = memoryCodex({
    answers: { 'fs/watch': throwError(() => ({ code: -32600, message: 'no' })) },
  });
  expect(watch(client.watch('/project')).end()).toMatchObject({
    error: { name: 'CodexRequestError' },
  });
  expect(methods()).toEqual(['fs/watch']);
});
