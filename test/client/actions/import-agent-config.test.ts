import { Subject } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

test('says how far it is, also what came before the answer, and completes', () => {
  const answer$ = new Subject<unknown>();
  const { client, say } = memoryCodex({ answers: { 'externalAgentConfig/import': answer$ } });
  const seen = watch(client.importAgentConfig({ migrationItems: [] }));
  const told = (step: 'progress' | 'completed', importId = 'I') => ({
    method: `externalAgentConfig/import/${step}`,
    params: { importId, itemTypeResults: [] },
  });
  say(told('progress'), told('completed', 'other'));
  answer$.next({ importId: 'I' });
  say(told('completed'));
  expect([seen.values, seen.end()]).toEqual([
    [
      { importId: 'I', itemTypeResults: [], complete: false },
      { importId: 'I', itemTypeResults: [], complete: true },
    ],
    'complete',
  ]);
});
