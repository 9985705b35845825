import { of } from 'rxjs';
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
