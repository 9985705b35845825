import { firstValueFrom, lastValueFrom, mergeMap, range, reduce, type Subscription } from 'rxjs';
import { createGate, text } from '../../lib/testing.js';
import { withRealCodex } from '../support/real-codex.js';

test('20,000 requests at once: 20,000 answered, at most 64 on the wire', async () => {
  let onWire = 0;
  let most = 0;
  const debug = ({ direction, kind }: { direction: string; kind: string }): void => {
    if (direction === 'out' && kind === 'request') onWire += 1;
    if (direction === 'in' && kind === 'response') onWire -= 1;
    most = Math.max(most, onWire);
  };
  await withRealCodex({ client: { debug } }, async ({ client }) => {
    const answered = await lastValueFrom(
      range(0, 20_000).pipe(
        mergeMap(() => client.request('thread/loaded/list', {})),
        reduce((count) => count + 1, 0),
      ),
    );
    expect(answered).toBe(20_000);
    expect(most).toBeLessThanOrEqual(64);
    expect(most).toBeGreaterThan(32);
  });
}, 60_000);

test('64 command/exec that do not end: other requests are answered, and interrupt still works', async () => {
  const middle = createGate();
  await withRealCodex({ script: () => [text(['begun', middle, 'end'])] }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const ended: unknown[] = [];
    const commands: Subscription[] = Array.from({ length: 64 }, () =>
      client
        .request('command/exec', { command: ['sleep', '60'], cwd: codex.cwd })
        .subscribe({ next: (result) => ended.push(result), error: (error: unknown) => ended.push(error) }),
    );
    const turn = await firstValueFrom(thread.startTurn('go'));
    await middle.reached;
    await firstValueFrom(turn.interrupt());
    expect((await firstValueFrom(turn.result$)).status).toBe('interrupted');
    expect(ended).toEqual([]);
    commands.forEach((command) => command.unsubscribe());
  });
}, 60_000);
