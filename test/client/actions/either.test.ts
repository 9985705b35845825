import { either } from '../../../lib/client/actions/either';
import { memoryCodex, watch } from '../../support/memory-codex';

test('has the notifications of several methods in order, and completes with the connection', () => {
  const { client, say, transport } = memoryCodex();
  const seen = watch(either({ on: client.on }, 'skills/changed', 'project/changed'));
  say(
    { method: 'project/changed', params: { projectId: 'p' } },
    { method: 'skills/changed', params: {} },
    { method: 'thread/closed', params: { threadId: 't' } },
  );
  expect(seen.values.map(({ method }) => method)).toEqual(['project/changed', 'skills/changed']);
  transport.fail();
  expect(seen.end()).toBe('complete');
});
