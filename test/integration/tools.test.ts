import * as t from 'io-ts';
import { firstValueFrom, NEVER, finalize, of, Subject, throwError } from 'rxjs';
import { dynamicTool, type DynamicTool } from '../../lib/index';
import { text, toolCall, type ModelScript } from '../../lib/testing';
import { withRealCodex } from '../support/real-codex';

/** The model calls one tool and says what came back. */
const calls =
  (name: string, args: object): ModelScript =>
  ({ call, toolOutputs }) =>
    call === 0 ? toolCall(name, args) : text(`got: ${toolOutputs[0]!.output}`);

/** Runs a turn whose model calls `ticket`, and returns what the model was told. */
const told = async (tool: DynamicTool, args: object = { id: 'A-1' }): Promise<string | null> => {
  let said: string | null = null;
  await withRealCodex(
    { script: calls('ticket', args), client: { tools: [tool] } },
    async ({ client, codex }) => {
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      ({ finalResponse: said } = await firstValueFrom(thread.run('look')));
      expect(codex.model.errors).toEqual([]);
    },
  );
  return said;
};

test('a tool runs here, and the model has its answer', async () => {
  const tool = dynamicTool('ticket', { id: t.string }, ({ id }) => of(`ticket ${id}`), {
    description: 'Reads a ticket.',
  });
  expect(await told(tool)).toBe('got: ticket A-1');
});

test('arguments that do not fit are told to the model', async () => {
  const tool = dynamicTool('ticket', { id: t.string }, () => of('never'), {
    inputSchema: { type: 'object' },
  });
  expect(await told(tool, { id: 7 })).toMatch(/id is a number, expected string/);
});

test('a tool that fails is a failed call, without the words of the failure', async () => {
  const tool = dynamicTool('ticket', { id: t.string }, () => throwError(() => new Error('hunter2')));
  expect(await told(tool)).toBe('got: The tool failed.');
});

test('a tool of a namespace is called in it', () => {
  const tool = dynamicTool('ticket', { id: t.string }, ({ id }) => of(`${id}!`), { namespace: 'desk' });
  const script: ModelScript = ({ call, toolOutputs }) =>
    call === 0 ? toolCall('ticket', { id: 'A' }, { namespace: 'desk' }) : text(toolOutputs[0]!.output);
  return withRealCodex({ script, client: { tools: [tool] } }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    expect(await firstValueFrom(thread.run('look'))).toMatchObject({ finalResponse: 'A!' });
  });
});

test('a tool is let go of when its turn is interrupted', () => {
  const called$ = new Subject<void>();
  let left = 0;
  const tool = dynamicTool('ticket', { id: t.string }, () => {
    called$.next();
    return NEVER.pipe(finalize(() => (left += 1)));
  });
  return withRealCodex(
    { script: calls('ticket', { id: 'A' }), client: { tools: [tool] } },
    async ({ client, codex }) => {
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const called = firstValueFrom(called$);
      const turn = await firstValueFrom(thread.startTurn('look'));
      await called;
      await firstValueFrom(turn.interrupt());
      expect(await firstValueFrom(turn.result$)).toMatchObject({ status: 'interrupted' });
      expect(left).toBe(1);
    },
  );
});

test('an output schema reaches the model, and its answer is read by the codec', () =>
  withRealCodex({ script: text('{"ok":true,"why":"tested"}') }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const { output } = await firstValueFrom(
      thread.run('ok?', { outputSchema: t.type({ ok: t.boolean, why: t.string }) }),
    );
    expect(output).toEqual({ _tag: 'Right', right: { ok: true, why: 'tested' } });
    expect(codex.model.requests[0]!.body).toMatchObject({
      text: {
        format: { type: 'json_schema', schema: { required: ['ok', 'why'], additionalProperties: false } },
      },
    });
  }));
