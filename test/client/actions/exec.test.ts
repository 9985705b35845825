import { NEVER, of, Subject } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

const output = (processId: string, text: string, stream = 'stdout') => ({
  method: 'command/exec/outputDelta',
  params: { processId, stream, deltaBase64: btoa(text), capReached: false },
});

test('emits what the command writes and its exit, and nothing of others', () => {
  const answer$ = new Subject<unknown>();
  const { client, say, paramsOf } = memoryCodex({ answers: { 'command/exec': answer$ } });
  const seen = watch(client.exec({ command: ['ls'], cwd: '/project' }));
  const [{ processId }] = paramsOf('command/exec') as [{ processId: string }];
  expect(paramsOf('command/exec')).toEqual([
    { command: ['ls'], cwd: '/project', processId, streamStdoutStderr: true, streamStdin: false },
  ]);
  say(output(processId, 'a'), output('other', 'x'), output(processId, 'b', 'stderr'));
  answer$.next({ exitCode: 3, stdout: '', stderr: '' });
  expect([seen.values, seen.end()]).toMatchObject([
    [
      { stream: 'stdout', text: 'a' },
      { stream: 'stderr', text: 'b' },
      { type: 'exit', exitCode: 3 },
    ],
    'complete',
  ]);
});

test('is ended when it is left, and each has a name of its own', () => {
  const { client, paramsOf } = memoryCodex({ answers: { 'command/exec': NEVER } });
  const both = [watch(client.exec({ command: ['a'] })), watch(client.exec({ command: ['b'] }))];
  both[1]!.unsubscribe();
  const names = (paramsOf('command/exec') as { processId: string }[]).map(({ processId }) => processId);
  expect(new Set(names).size).toBe(2);
  expect(paramsOf('command/exec/terminate')).toEqual([{ processId: names[1] }]);
});

test('writes input and sizes behind the request', async () => {
  const { client, methods } = memoryCodex({
    answers: { 'command/exec': NEVER, 'command/exec/write': of({}), 'command/exec/resize': of({}) },
  });
  watch(client.exec({ command: ['cat'], stdin$: of('x'), resize$: of({ cols: 1, rows: 1 }) }));
  await Promise.resolve();
  expect(methods()).toEqual([
    'command/exec',
    'command/exec/write',
    'command/exec/write',
    'command/exec/resize',
  ]);
});

test('errors when the connection ends', () => {
  const { client, transport } = memoryCodex({ answers: { 'command/exec': NEVER } });
  const seen = watch(client.exec({ command: ['a'] }));
  transport.fail();
  expect(seen.end()).toMatchObject({ error: { name: 'CodexTransportError' } });
});
