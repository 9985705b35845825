import { of } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

test('skills$ and projects$ are read anew when they change', () => {
  const { client, say, paramsOf } = memoryCodex({
    answers: { 'skills/list': of({ data: [] }), 'project/list': of({ data: [] }) },
  });
  const [skills, projects] = [watch(client.skills$), watch(client.projects$)];
  say({ method: 'skills/changed', params: {} }, { method: 'project/changed', params: { projectId: 'p' } });
  expect([skills.values, projects.values]).toEqual([
    [[], []],
    [[], []],
  ]);
  expect(paramsOf('skills/list')).toHaveLength(2);
});

test('apps$ and remoteControl$ go on with what the server says', () => {
  const status = { status: 'disabled', serverName: 's', installationId: 'i' } as const;
  const { client, say } = memoryCodex({
    answers: { 'app/list': of({ data: [] }), 'remoteControl/status/read': of(status) },
  });
  const [apps, remote] = [watch(client.apps$), watch(client.remoteControl$)];
  say(
    { method: 'app/list/updated', params: { data: [] } },
    { method: 'remoteControl/status/changed', params: { ...status, serverName: 't' } },
  );
  expect([apps.values.length, remote.values.map(({ serverName }) => serverName)]).toEqual([2, ['s', 't']]);
});

test('apps$ and remoteControl$ leave out what failed its codec', () => {
  const status = { status: 'disabled', serverName: 's', installationId: 'i' } as const;
  const { client, say } = memoryCodex({
    answers: { 'app/list': of({ data: [] }), 'remoteControl/status/read': of(status) },
  });
  const [apps, remote] = [watch(client.apps$), watch(client.remoteControl$)];
  say(
    { method: 'app/list/updated', params: {} },
    { method: 'remoteControl/status/changed', params: { status: 1 } },
  );
  expect([apps.values, apps.end()]).toEqual([[[]], undefined]);
  expect([remote.values, remote.end()]).toEqual([[status], undefined]);
});

test('searchThreads reads page after page', () => {
  const page = (nextCursor: string | null) => of({ data: [], nextCursor });
  const { client, paramsOf, answers } = memoryCodex({ answers: { 'thread/search': page(null) } });
  expect(watch(client.searchThreads({ searchTerm: 'plan', limit: 1 })).end()).toBe('complete');
  expect(paramsOf('thread/search')).toEqual([{ searchTerm: 'plan', limit: 1, cursor: null }]);
  answers('thread/search', page('next'));
  // It leads in a circle, from the second page on.
  expect(watch(client.searchThreads({ searchTerm: 'plan' })).end()).toMatchObject({
    error: { name: 'CodexProtocolError' },
  });
  expect(paramsOf('thread/search').slice(1)).toEqual([
    { searchTerm: 'plan', cursor: null },
    { searchTerm: 'plan', cursor: 'next' },
  ]);
});

test('listModels reads page after page', () => {
  const { client, paramsOf } = memoryCodex({ answers: { 'model/list': of({ data: [], nextCursor: null }) } });
  expect(watch(client.listModels({ includeHidden: true })).end()).toBe('complete');
  expect(paramsOf('model/list')).toEqual([{ includeHidden: true, cursor: null }]);
});
