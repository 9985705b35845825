import { firstValueFrom, toArray } from 'rxjs';
import { CodexTurnForgottenError } from '../../lib/index.js';
import { command, text } from '../../lib/testing.js';
import { withRealCodex } from '../support/real-codex.js';

test('a turn whose events are gone says so, and is read back from the server when its thread is named', async () => {
  const script = [
    { when: 'first', replies: [[command('echo one')], [text('the first answer')]] },
    { when: '', replies: [[text('another answer')]] },
  ];
  await withRealCodex({ script, client: { replay: { finishedTurns: 1 } } }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const held = await firstValueFrom(thread.startTurn('first'));
    const live = await firstValueFrom(held.result$);
    for (const prompt of ['second', 'third']) await firstValueFrom(thread.run(prompt));

    const forgotten = firstValueFrom(client.turn(live.id).result$);
    await expect(forgotten).rejects.toBeInstanceOf(CodexTurnForgottenError);
    // Whoever still holds the turn keeps its replay.
    expect(await firstValueFrom(held.result$)).toEqual(live);

    const readBack = client.turn(live.id, { threadId: thread.id });
    const events = await firstValueFrom(readBack.events$.pipe(toArray()));
    expect(events.at(0)?.method).toBe('turn/started');
    expect(events.at(-1)?.method).toBe('turn/completed');
    const result = await firstValueFrom(readBack.result$);
    expect(result).toMatchObject({
      status: 'completed',
      finalResponse: 'the first answer',
      threadId: thread.id,
    });
    expect(result.items.map(({ id }) => id)).toEqual(live.items.map(({ id }) => id));
    expect(await firstValueFrom(readBack.text$)).toBe('the first answer');

    const unknown = client.turn('00000000-0000-7000-8000-000000000000', { threadId: thread.id });
    await expect(firstValueFrom(unknown.interrupt())).rejects.toMatchObject({ name: 'CodexRequestError' });
  });
});
