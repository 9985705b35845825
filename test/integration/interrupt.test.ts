import { setTimeout as sleep } from 'node:timers/promises';
import { firstValueFrom, switchMap, type Subscription } from 'rxjs';
import { createCodexClient, type CodexTurn, type TurnResult } from '../../lib/index.js';
import { stdioTransport } from '../../lib/node.js';
import { startScriptedCodex, text } from '../../lib/testing.js';
import { until } from '../support/wait.js';
import { withRealCodex, type RealCodex } from '../support/real-codex.js';

const times = 20;
const quiet = 'a prompt that must not run to its end';

/** A turn that takes two seconds unless it is interrupted. */
const script = () => [text('tick '.repeat(200), { deltas: 200, delayMs: 10 })];

/** Collects how every turn ended. */
const resultsOf = ({ client }: RealCodex): TurnResult[] => {
  const results: TurnResult[] = [];
  client.turns$.subscribe((turn: CodexTurn) => turn.result$.subscribe((result) => results.push(result)));
  return results;
};

test(`interrupt() at 0 ms: ${times} of ${times} end as interrupted`, async () => {
  await withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const statuses: unknown[] = [];
    for (let i = 0; i < times; i += 1) {
      const turn = await firstValueFrom(thread.startTurn(quiet));
      await firstValueFrom(turn.interrupt());
      statuses.push((await firstValueFrom(turn.result$)).status);
    }
    expect(statuses).toEqual(Array(times).fill('interrupted'));
  });
});

test.each([
  ['in the tick of subscribing', () => Promise.resolve()],
  // The client hears nothing meanwhile: however fast the server is, the answer is not there yet.
  ['between write and response', () => sleep(20)],
])(`unsubscribing from run ${times} times %s: interrupted every time`, async (_, wait) => {
  await withRealCodex({ script }, async (real) => {
    const results = resultsOf(real);
    const thread = await firstValueFrom(real.client.startThread({ cwd: real.codex.cwd }));
    for (let i = 0; i < times; i += 1) {
      const emitted = jest.fn();
      const release = real.hold();
      const subscription = thread.run(quiet).subscribe(emitted);
      await wait();
      subscription.unsubscribe();
      expect(real.wire.filter(({ result }) => result?.turn)).toHaveLength(i);
      release();
      await until(() => results.length === i + 1, `turn ${i + 1} to end`);
      expect(emitted).not.toHaveBeenCalled();
    }
    expect(results.map(({ status }) => status)).toEqual(Array(times).fill('interrupted'));
    const afterwards = await firstValueFrom(thread.run('one more', {}, { timeout: 10_000 }));
    expect(afterwards.status).toBe('completed');
  });
});

test(`unsubscribing from run during the handshake ${times} times: never sent`, async () => {
  await withRealCodex({ script }, async (real) => {
    const thread = await firstValueFrom(real.client.startThread({ cwd: real.codex.cwd }));
    const sent: unknown[] = [];
    for (let i = 0; i < times; i += 1) {
      const client = createCodexClient(stdioTransport({ env: real.codex.env, cwd: real.codex.cwd }), {
        debug: ({ direction, method }) => direction === 'out' && sent.push(method),
      });
      const subscriptions: Subscription[] = [];
      // A thread is only known after the handshake, so its run stands behind the request for it.
      subscriptions.push(
        client
          .resumeThread(thread.id)
          .pipe(switchMap((resumed) => resumed.run(quiet)))
          .subscribe(),
      );
      subscriptions.push(client.request('turn/start', { threadId: thread.id, input: [] }).subscribe());
      subscriptions.forEach((subscription) => subscription.unsubscribe());
      await firstValueFrom(client.ready$);
      await firstValueFrom(client.request('thread/loaded/list', {}));
      await client.close();
    }
    expect(new Set(sent)).toEqual(new Set(['initialize', 'initialized', 'thread/loaded/list']));
    expect(real.codex.model.requestCount).toBe(0);
  });
}, 60_000);

test('a run of a thread that is unsubscribed while it waits in the queue is never sent', async () => {
  const codex = await startScriptedCodex({ script });
  const sent: unknown[] = [];
  const client = createCodexClient(stdioTransport({ env: codex.env, cwd: codex.cwd }), {
    maxInFlight: 1,
    debug: ({ direction, method }) => direction === 'out' && sent.push(method),
  });
  try {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const reading = firstValueFrom(client.request('thread/loaded/list', {}));
    thread.run(quiet).subscribe().unsubscribe();
    await reading;
    await firstValueFrom(client.request('thread/loaded/list', {}));
    expect(sent).not.toContain('turn/start');
    expect(sent).not.toContain('turn/interrupt');
  } finally {
    await client.close();
    await codex.dispose();
  }
});

test('the latest prompt only: switching to the next run interrupts the one before and keeps the new prompt', async () => {
  await withRealCodex(
    { script: ({ prompt }) => (prompt === 'last' ? [text('the last answer')] : script()) },
    async (real) => {
      const results = resultsOf(real);
      const thread = await firstValueFrom(real.client.startThread({ cwd: real.codex.cwd }));
      for (const prompt of ['one', 'two', 'three']) thread.run(prompt).subscribe().unsubscribe();
      const last = await firstValueFrom(thread.run('last'));
      expect(last).toMatchObject({ status: 'completed', finalResponse: 'the last answer' });
      expect(results.filter(({ status }) => status === 'completed')).toHaveLength(1);
    },
  );
});

test('a signal, a deadline and detached', async () => {
  await withRealCodex({ script }, async (real) => {
    const results = resultsOf(real);
    const thread = await firstValueFrom(real.client.startThread({ cwd: real.codex.cwd }));

    const controller = new AbortController();
    const aborted = firstValueFrom(thread.run(quiet, {}, { signal: controller.signal }));
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await expect(aborted).rejects.toThrow('enough');
    await until(() => results.length === 1, 'the aborted turn to end');

    await expect(firstValueFrom(thread.run(quiet, {}, { timeout: 100 }))).rejects.toMatchObject({
      name: 'CodexTimeoutError',
    });
    await until(() => results.length === 2, 'the late turn to end');
    expect(results.map(({ status }) => status)).toEqual(['interrupted', 'interrupted']);

    thread.run(quiet, {}, { detached: true }).subscribe().unsubscribe();
    await until(() => results.length === 3, 'the detached turn to end');
    expect(results[2]!.status).toBe('completed');
  });
});
