import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { firstValueFrom, of, toArray } from 'rxjs';
import type { Diagnostic } from '../../lib/index.js';
import { command, text } from '../../lib/testing.js';
import { withRealCodex } from '../support/real-codex.js';

const escalated = (marker: string) => [
  {
    when: '',
    replies: [
      [command(`touch '${marker}'`, { escalated: true, justification: 'Make a marker?' })],
      [text('went on')],
    ],
  },
];

const method = 'item/commandExecution/requestApproval';

test('an escalated command with no handler is refused within 100 ms and not run, and the turn completes', async () => {
  const diagnostics: Diagnostic[] = [];
  const times = { asked: 0, answered: 0 };
  const debug = (event: { direction: string; method: string | undefined; kind: string }): void => {
    if (event.direction === 'in' && event.method === method) times.asked = performance.now();
    if (event.direction === 'out' && event.kind === 'response') times.answered = performance.now();
  };
  await withRealCodex({ script: escalated('marker'), client: { debug } }, async ({ client, codex, wire }) => {
    client.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(thread.startTurn('go'));
    const result = await firstValueFrom(turn.result$);

    expect(result).toMatchObject({ status: 'completed', finalResponse: 'went on' });
    expect(result.items.find(({ type }) => type === 'commandExecution')).toMatchObject({
      status: 'declined',
    });
    expect(existsSync(join(codex.cwd, 'marker'))).toBe(false);
    expect(times.asked).toBeGreaterThan(0);
    expect(times.answered - times.asked).toBeGreaterThanOrEqual(0);
    expect(times.answered - times.asked).toBeLessThan(100);
    expect(diagnostics).toContainEqual(expect.objectContaining({ kind: 'refused', method }));
    // The first server request has id 0, and belongs to the turn.
    const asked = wire.filter((message) => message.method === method);
    expect(asked).toMatchObject([{ id: 0, params: { turnId: turn.id } }]);
    expect(await firstValueFrom(turn.requests$.pipe(toArray()))).toEqual(asked);
  });
});

test.each([
  ['a value', () => ({ decision: 'accept' }) as const],
  ['a promise', () => Promise.resolve({ decision: 'accept' } as const)],
  ['an Observable', () => of({ decision: 'accept' } as const)],
])('a handler that accepts with %s lets the command run', async (_, handler) => {
  await withRealCodex(
    { script: escalated('marker'), client: { handlers: { [method]: handler } } },
    async ({ client, codex }) => {
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const result = await firstValueFrom(thread.run('go'));
      expect(result.items.find(({ type }) => type === 'commandExecution')).toMatchObject({
        status: 'completed',
      });
      expect(existsSync(join(codex.cwd, 'marker'))).toBe(true);
    },
  );
});

test.each([
  [
    'throws',
    () => {
      throw new Error('broken');
    },
  ],
  ['answers nonsense', () => ({ decision: 'of course' })],
  ['answers nothing', () => undefined],
  ['never answers', () => new Promise(() => undefined)],
  ['wants more than was offered', () => ({ decision: 'acceptForSession' })],
])('a handler that %s is a refusal: nothing runs and the turn goes on', async (_, handler) => {
  const handlers = { [method]: handler as never };
  await withRealCodex(
    { script: escalated('marker'), client: { handlers, handlerTimeout: 200 } },
    async ({ client, codex }) => {
      const diagnostics: Diagnostic[] = [];
      client.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const result = await firstValueFrom(thread.run('go'));
      expect(result).toMatchObject({ status: 'completed', finalResponse: 'went on' });
      expect(existsSync(join(codex.cwd, 'marker'))).toBe(false);
      expect(diagnostics).toContainEqual(expect.objectContaining({ kind: 'handler', method }));
    },
  );
});
