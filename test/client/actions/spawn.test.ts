import { lastValueFrom, NEVER, of, throwError } from 'rxjs';
import { memoryCodex, watch } from '../../support/memory-codex';

test('emits what the process writes and its exit, and is killed when it is left', () => {
  const { client, say, paramsOf } = memoryCodex({ answers: { 'process/spawn': of({}) } });
  const seen = watch(client.spawn({ command: ['ls'], cwd: '/project' }));
  const [{ processHandle }] = paramsOf('process/spawn') as [{ processHandle: string }];
  const piece = { processHandle, stream: 'stdout', deltaBase64: btoa('a'), capReached: false };
  const exit = {
    processHandle,
    exitCode: 0,
    stdout: '',
    stderr: '',
    stdoutCapReached: false,
    stderrCapReached: false,
  };
  const other = watch(client.spawn({ command: ['sleep'], cwd: '/project' }));
  say({ method: 'process/outputDelta', params: piece }, { method: 'process/exited', params: exit });
  expect([seen.values, seen.end()]).toMatchObject([
    [{ text: 'a' }, { type: 'exit', exitCode: 0 }],
    'complete',
  ]);
  expect(other.values).toEqual([]);
  other.unsubscribe();
  expect(paramsOf('process/kill')).toHaveLength(1);
});

test('is fed once it runs', () => {
  const { client, methods } = memoryCodex({
    answers: { 'process/spawn': of({}), 'process/writeStdin': NEVER, 'process/resizePty': NEVER },
  });
  watch(
    client.spawn({ command: ['cat'], cwd: '/project', stdin$: of('x'), resize$: of({ cols: 1, rows: 1 }) }),
  );
  expect(methods()).toEqual(['process/spawn', 'process/writeStdin', 'process/resizePty']);
});

test('is killed by its handle when nobody answered in time that it began', async () => {
  const { client, paramsOf } = memoryCodex({
    requestTimeout: 5,
    answers: { 'process/spawn': NEVER, 'process/kill': of({}) },
  });
  await expect(lastValueFrom(client.spawn({ command: ['sleep'], cwd: '/project' }))).rejects.toMatchObject({
    name: 'CodexTimeoutError',
    subject: 'process/spawn',
  });
  const [{ processHandle }] = paramsOf('process/spawn') as [{ processHandle: string }];
  expect(paramsOf('process/kill')).toEqual([{ processHandle }]);
});

test('has nothing to end when it was refused', () => {
  const { client, methods } = memoryCodex({
    answers: { 'process/spawn': throwError(() => ({ code: -32600, message: 'no' })) },
  });
  expect(watch(client.spawn({ command: ['sleep'], cwd: '/project' })).end()).toMatchObject({
    error: { name: 'CodexRequestError' },
  });
  expect(methods()).toEqual(['process/spawn']);
});
