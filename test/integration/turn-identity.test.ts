import { existsSync } from 'node:fs';
import { firstValueFrom, ReplaySubject, toArray } from 'rxjs';
import type { CodexTurn, Diagnostic, ThreadEvent } from '../../lib/index.js';
import { command, createGate, text, type Gate } from '../../lib/testing.js';
import { until } from '../support/wait.js';
import { withRealCodex } from '../support/real-codex.js';

/** A model that holds every prompt with "hold" in it at the gate, after its first words. */
const holding = (gate: Gate) => [
  { when: 'hold', replies: [[text(['begun ', gate, 'done'])]] },
  { when: '', replies: [[text('at once')]] },
];

test('a second turn/start on a busy thread steers: both handles end once, on the one turn/completed', async () => {
  const gate = createGate();
  await withRealCodex({ script: holding(gate) }, async ({ client, codex, wire }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const opened: string[] = [];
    client.turns$.subscribe(({ id }) => opened.push(id));
    const first = firstValueFrom(thread.run('hold this').pipe(toArray()));
    await gate.reached;
    const second = firstValueFrom(thread.run('and this').pipe(toArray()));
    const [ofFirst, ofSecond] = await Promise.all([first, second]);

    expect(ofFirst).toHaveLength(1);
    expect(ofSecond).toEqual(ofFirst);
    expect(ofFirst[0]).toMatchObject({ status: 'completed', finalResponse: 'at once' });
    expect(opened).toEqual([ofFirst[0]!.id]);
    expect(wire.filter(({ method }) => method === 'turn/completed')).toHaveLength(1);
    // The answer that steering cut off never completes.
    expect(ofFirst[0]!.items.filter(({ abandoned }) => abandoned).map(({ type }) => type)).toEqual([
      'agentMessage',
    ]);
  });
});

test('unsubscribing from a run that merely steered leaves the turn alone', async () => {
  const gate = createGate();
  await withRealCodex({ script: holding(gate) }, async ({ client, codex, wire }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const first = firstValueFrom(thread.run('hold this'));
    await gate.reached;
    const steering = thread.run('hold on').subscribe();
    await until(() => wire.filter(({ result }) => result?.turn).length === 2, 'the second answer');
    steering.unsubscribe();
    gate.open();
    expect((await first).status).toBe('completed');
  });
});

test('a turn started by thread/shellCommand is on turns$ and replayable, though no response named it', async () => {
  await withRealCodex({}, async ({ client, codex, wire }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turns = new ReplaySubject<CodexTurn>(1);
    client.turns$.subscribe(turns);
    await firstValueFrom(
      client.request('thread/shellCommand', { threadId: thread.id, command: 'echo from the shell' }),
    );
    const turn = await firstValueFrom(turns);
    const result = await firstValueFrom(turn.result$);

    expect(result).toMatchObject({ id: turn.id, threadId: thread.id, status: 'completed' });
    expect(result.items).toMatchObject([{ type: 'commandExecution', aggregatedOutput: 'from the shell\n' }]);
    const late = await firstValueFrom(client.turn(turn.id).events$.pipe(toArray()));
    expect(late.map(({ method }) => method)).toEqual(
      expect.arrayContaining(['turn/started', 'turn/completed']),
    );
    expect(wire.filter(({ result: answer }) => answer?.turn)).toEqual([]);
  });
});

test('A ended, B running, A.interrupt(): B completes', async () => {
  const gate = createGate();
  await withRealCodex({ script: holding(gate) }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const a = await firstValueFrom(thread.startTurn('quick'));
    await firstValueFrom(a.result$);
    const b = await firstValueFrom(thread.startTurn('hold'));
    await gate.reached;
    await firstValueFrom(a.interrupt());
    await firstValueFrom(client.turn(a.id, { threadId: thread.id }).interrupt());
    gate.open();
    expect(await firstValueFrom(b.result$)).toMatchObject({
      status: 'completed',
      finalResponse: 'begun done',
    });
  });
});

test('a command that outlives its turn: late items are on thread.events$, the closed turn stays as it was', async () => {
  const script = [
    { when: '', replies: [[command('sleep 1; echo late', { yieldMs: 250 })], [text('gone on')]] },
  ];
  await withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const events: ThreadEvent[] = [];
    const diagnostics: Diagnostic[] = [];
    const opened: string[] = [];
    thread.events$.subscribe((event) => events.push(event));
    client.diagnostics$.subscribe((diagnostic) => diagnostics.push(diagnostic));
    client.turns$.subscribe(({ id }) => opened.push(id));
    const turn = await firstValueFrom(thread.startTurn('go'));
    const before = await firstValueFrom(turn.events$.pipe(toArray()));
    const isLate = (event: ThreadEvent): boolean =>
      event.method === 'item/completed' &&
      event.params.turnId === turn.id &&
      event.params.item.type === 'commandExecution';

    expect(events.filter(isLate)).toEqual([]);
    await until(() => events.some(isLate), 'the end of the background command');
    expect(await firstValueFrom(turn.events$.pipe(toArray()))).toEqual(before);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ kind: 'late', turnId: turn.id, method: 'item/completed' }),
    );
    expect(opened).toEqual([turn.id]);
  });
});

test('a review is one stream under the id that its answer named, and can be interrupted', async () => {
  const gate = createGate();
  await withRealCodex(
    { script: () => [text(['looking ', gate, 'fine'])] },
    async ({ client, codex, wire }) => {
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const opened: string[] = [];
      client.turns$.subscribe(({ id }) => opened.push(id));
      const target = { type: 'custom', instructions: 'look' } as const;
      const { turn } = await firstValueFrom(client.request('review/start', { threadId: thread.id, target }));
      const review = client.turn(turn.id);
      await gate.reached;
      await firstValueFrom(review.interrupt());
      expect((await firstValueFrom(review.result$)).status).toBe('interrupted');
      const started = wire.find(({ method }) => method === 'turn/started');
      expect(started?.params?.turn).toMatchObject({ rootTurnId: turn.id });
      expect(started?.params?.turn?.id).not.toBe(turn.id);
      expect(opened).toEqual([turn.id]);
    },
  );
});

test('notifications of a thread that came before its answer was awaited are not missed', async () => {
  await withRealCodex({}, async ({ client, codex }) => {
    for (let i = 0; i < 10; i += 1) {
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      await new Promise(setImmediate);
      const started = await firstValueFrom(thread.events$);
      expect(started.method).toMatch(/^(thread\/started|warning|thread\/status\/changed|mcpServer.*)$/);
    }
    expect(existsSync(codex.cwd)).toBe(true);
  });
});
