import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { firstValueFrom, lastValueFrom, type Observable } from 'rxjs';
import {
  CodexClosedError,
  CodexProcessError,
  createCodexClient,
  isCodexError,
  type CodexClient,
} from '../../lib/index.js';
import { stdioTransport } from '../../lib/node.js';
import { createGate, startScriptedCodex, text } from '../../lib/testing.js';
import { isAlive, withRealCodex } from '../support/real-codex.js';

/** How a stream ends, and when. */
const endOf = (stream$: Observable<unknown>): Promise<{ error?: unknown; at: number }> =>
  new Promise((resolve) => {
    stream$.subscribe({
      error: (error: unknown) => resolve({ error, at: performance.now() }),
      complete: () => resolve({ at: performance.now() }),
    });
  });

const connectionStreams = (client: CodexClient): Observable<unknown>[] => [
  client.messages$,
  client.responses$,
  client.serverRequests$,
  client.notifications$,
  client.diagnostics$,
  client.turns$,
  client.on('turn/started'),
];

/** A turn that has begun and waits in the middle of its text. */
const openTurn = () => {
  const middle = createGate();
  return { middle, script: () => [text(['begun', middle, 'end'])] };
};

test('SIGKILL of the server mid-turn: everything settles within 1 s with the signal and the stderr tail', async () => {
  const { middle, script } = openTurn();
  await withRealCodex({ script }, async ({ client, codex, pid }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(thread.startTurn('go'));
    await middle.reached;
    expect(await firstValueFrom(turn.text$)).toBe('begun');
    const connection = [...connectionStreams(client), thread.events$, thread.turns$].map(endOf);
    const ofTurn = [turn.events$, turn.text$, turn.items$, turn.usage$, turn.result$, turn.requests$].map(
      endOf,
    );
    const pending = endOf(client.request('command/exec', { command: ['sleep', '30'] }));

    process.kill(pid(), 'SIGKILL');
    const killed = performance.now();
    const ends = await Promise.all([...ofTurn, pending]);
    for (const { error, at } of ends) {
      expect(error).toBeInstanceOf(CodexProcessError);
      expect(error).toMatchObject({
        signal: 'SIGKILL',
        exitCode: null,
        outcome: 'unknown',
        stderrTail: expect.any(String),
      });
      expect(isCodexError(error)).toBe(true);
      expect(at - killed).toBeLessThan(1_000);
    }
    expect((await ofTurn[0]!).error).toMatchObject({ subject: `turn ${turn.id}` });
    expect((await pending).error).toMatchObject({ subject: 'request command/exec' });

    for (const { error, at } of await Promise.all(connection)) {
      expect(error).toBeUndefined();
      expect(at - killed).toBeLessThan(1_000);
    }
    expect(await lastValueFrom(client.status$)).toMatchObject({
      status: 'closed',
      error: { signal: 'SIGKILL' },
    });
    // A late subscriber gets what there was, and then the loss; never a finished turn.
    const late = await endOf(client.turn(turn.id).events$);
    expect(late.error).toBeInstanceOf(CodexProcessError);
    expect(await firstValueFrom(turn.text$)).toBe('begun');
  });
});

test('close() during an active turn: it ends as interrupted, and no process is left', async () => {
  const { middle, script } = openTurn();
  await withRealCodex({ script }, async ({ client, codex, pid }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const result = firstValueFrom(thread.run('go'));
    await middle.reached;
    const exec = endOf(client.request('command/exec', { command: ['sleep', '30'] }));
    const server = pid();
    expect(isAlive(server)).toBe(true);
    const before = performance.now();
    await Promise.all([client.close(), client.close()]);

    expect(performance.now() - before).toBeLessThan(6_000);
    expect((await result).status).toBe('interrupted');
    expect((await exec).error).toBeInstanceOf(CodexClosedError);
    expect(isAlive(server)).toBe(false);
    expect(execFileSync('ps', ['-eo', 'args']).toString()).not.toContain(codex.home.path);
    expect(await lastValueFrom(client.status$)).toEqual({ status: 'closed' });
    const later = await endOf(client.request('thread/loaded/list', {}));
    expect(later.error).toMatchObject({ name: 'CodexClosedError', outcome: 'not-sent' });
  });
});

test('close() right after creation, before anything was said', async () => {
  await withRealCodex({}, async ({ client, pid }) => {
    const ready = endOf(client.ready$);
    await client.close();
    expect((await ready).error).toBeInstanceOf(CodexClosedError);
    expect(pid() === 0 || !isAlive(pid())).toBe(true);
  });
});

test('a server that found its config.toml broken starts no turn, unless that is allowed', async () => {
  const codex = await startScriptedCodex();
  const good = readFileSync(codex.home.configPath, 'utf8');
  try {
    for (const allowDefaultConfig of [false, true]) {
      writeFileSync(codex.home.configPath, 'model = [broken');
      const transport = stdioTransport({ env: codex.env, cwd: codex.cwd });
      const client = createCodexClient(transport, { allowDefaultConfig });
      const warning = await firstValueFrom(client.on('configWarning'));
      expect(warning.summary).toContain('using defaults');
      // With the file still broken this version refuses to start a thread at all; mended, it would go on.
      const refused = firstValueFrom(client.startThread({ cwd: codex.cwd }));
      await expect(refused).rejects.toMatchObject({ name: 'CodexRequestError', code: -32600 });
      writeFileSync(codex.home.configPath, good);
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      const names = await Promise.all(
        [thread.run('hello'), thread.startTurn('hello')].map((turn$) =>
          firstValueFrom<unknown>(turn$).then(
            () => 'started',
            (error: Error) => error.name,
          ),
        ),
      );
      const expected = allowDefaultConfig ? 'started' : 'CodexConfigError';
      expect(names).toEqual([expected, expected]);
      await client.close();
    }
  } finally {
    await codex.dispose();
  }
});
