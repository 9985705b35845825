import { filter, firstValueFrom, lastValueFrom, take, toArray } from 'rxjs';
import { commandOutput, fileChanges, reasoningText, toAsyncIterable, turnText } from '../../lib/index';
import {
  applyPatch,
  attempts,
  command,
  createGate,
  fail,
  plan,
  reasoning,
  text,
  type ModelScript,
} from '../../lib/testing';
import { withRealCodex } from '../support/real-codex';

const fullAccess = { approvalPolicy: 'never', sandboxPolicy: { type: 'dangerFullAccess' } } as const;

test('plan, diff, file changes, reasoning and view of one turn', () => {
  const script: ModelScript = ({ call }) =>
    [
      [reasoning(['Thinking hard.']), plan(['read', 'write'])],
      applyPatch('*** Begin Patch\n*** Add File: added.txt\n+hello\n*** End Patch'),
      text('done'),
    ][call]!;
  return withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(thread.startTurn('go', fullAccess));
    const { status, items } = await firstValueFrom(turn.result$);
    expect(status).toBe('completed');
    expect((await lastValueFrom(turn.plan$)).plan.map(({ step }) => step)).toEqual(['read', 'write']);
    expect(await lastValueFrom(turn.diff$)).toContain('+hello');
    expect(await lastValueFrom(turn.events$.pipe(reasoningText()))).toBe('Thinking hard.');
    const changes = await lastValueFrom(turn.events$.pipe(fileChanges()));
    expect(changes).toMatchObject([{ status: 'completed', path: expect.stringContaining('added.txt') }]);
    const view = await lastValueFrom(turn.view$);
    expect([turnText(view), view.status, view.items.length]).toEqual(['done', 'completed', items.length]);
    expect(view.items.every((item) => item.status === 'completed')).toBe(true);
    expect(codex.model.errors).toEqual([]);
  });
});

test('steering reaches the running turn, and both handles end with it', () => {
  const gate = createGate();
  const script: ModelScript = ({ prompt }) =>
    prompt === 'go' ? text(['first ', gate, 'half']) : text('steered');
  return withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(thread.startTurn('go'));
    await gate.reached;
    expect(await firstValueFrom(turn.steer('rather this'))).toEqual({ turnId: turn.id });
    gate.open();
    expect(await firstValueFrom(turn.result$)).toMatchObject({
      status: 'completed',
      finalResponse: 'steered',
    });
    expect(await lastValueFrom(turn.text$)).toBe('steered');
  });
});

test('queue, reject and replace on a busy thread', () => {
  const gates = [createGate(), createGate()];
  const script: ModelScript = ({ prompt }) => {
    const gate = gates[Number(prompt)];
    return gate ? text(['begun ', gate, 'ended']) : text(prompt);
  };
  return withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }, { whenBusy: 'queue' }));
    const first = firstValueFrom(thread.run('0'));
    await gates[0]!.reached;
    const queued = firstValueFrom(thread.run('queued'));
    await expect(firstValueFrom(thread.run('no', {}, { whenBusy: 'reject' }))).rejects.toMatchObject({
      name: 'CodexBusyError',
    });
    gates[0]!.open();
    const [a, b] = [await first, await queued];
    expect([a.finalResponse, b.finalResponse, a.id === b.id]).toEqual(['begun ended', 'queued', false]);
    const stopped = firstValueFrom(thread.run('1'));
    await gates[1]!.reached;
    const replaced = await firstValueFrom(thread.run('instead', {}, { whenBusy: 'replace' }));
    expect([(await stopped).status, replaced.finalResponse]).toEqual(['interrupted', 'instead']);
  });
});

test('a model that fails fails the turn, and one that recovers does not', () =>
  withRealCodex(
    {
      script: ({ prompt }) =>
        prompt === 'fail' ? fail({ status: 500 }) : attempts(fail({ drop: true }), text('recovered')),
      retries: { stream: 2 },
    },
    async ({ client, codex }) => {
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const failed = await firstValueFrom(thread.run('fail'));
      expect([failed.status, failed.error?.message]).toEqual(['failed', expect.any(String)]);
      const turn = await firstValueFrom(thread.startTurn('retry'));
      const views = firstValueFrom(turn.view$.pipe(filter(({ retrying }) => retrying !== null)));
      expect(await firstValueFrom(turn.result$)).toMatchObject({
        status: 'completed',
        finalResponse: 'recovered',
      });
      expect((await views).retrying).toMatchObject({ willRetry: true });
      expect(await lastValueFrom(turn.view$)).toMatchObject({ status: 'completed', retrying: null });
    },
  ));

test('a megabyte of output: what the server keeps is what the stream ends with', () => {
  const script: ModelScript = ({ call }) =>
    call === 0 ? command('head -c 1000000 /dev/zero | tr "\\0" x; echo; echo end') : text('done');
  return withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(thread.startTurn('go', fullAccess));
    const { items } = await firstValueFrom(turn.result$);
    const item = items.find((one) => one.type === 'commandExecution') as {
      readonly aggregatedOutput: string;
    };
    const last = await lastValueFrom(turn.events$.pipe(commandOutput()));
    expect([last.exitCode, last.output === item.aggregatedOutput]).toEqual([0, true]);
    expect(last.output.length).toBeGreaterThan(900_000);
    expect(last.output).toMatch(/end\n$/);
  });
});

test('two consumers and a late third have the same turn; a loop reads it as well', () => {
  const gate = createGate();
  return withRealCodex({ script: text(['one ', 'two ', gate, 'three']) }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(thread.startTurn('go'));
    const early = [
      firstValueFrom(turn.events$.pipe(toArray())),
      firstValueFrom(turn.events$.pipe(toArray())),
    ];
    await gate.reached;
    const third = firstValueFrom(turn.events$.pipe(toArray()));
    const current = firstValueFrom(
      turn.text$.pipe(
        filter((said) => said === 'one two '),
        take(1),
      ),
    );
    await current;
    gate.open();
    const [a, b, c] = [await early[0], await early[1], await third];
    expect([b, c]).toEqual([a, a]);
    const read: unknown[] = [];
    for await (const event of toAsyncIterable(turn.events$)) read.push(event);
    expect(read).toEqual(a);
  });
});
