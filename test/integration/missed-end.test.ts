import { filter, firstValueFrom, repeat } from 'rxjs';
import { createGate, text } from '../../lib/testing.js';
import { withRealCodex } from '../support/real-codex.js';

test('a turn that ended while the thread was released ends when the thread is resumed', async () => {
  const gate = createGate();
  const script = [
    { when: 'next', replies: [[text('next')]] },
    { when: '', replies: [[text(['begun ', gate, 'done'])]] },
  ];
  await withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(thread.startTurn('go'));
    const result = firstValueFrom(turn.result$);
    await gate.reached;
    await firstValueFrom(thread.release());
    gate.open();
    const recorded$ = thread.listTurns().pipe(repeat({ delay: 20 }));
    await firstValueFrom(recorded$.pipe(filter(({ status }) => status === 'completed')));

    const resumed = await firstValueFrom(client.resumeThread(thread.id));
    expect(await result).toMatchObject({ id: turn.id, status: 'completed', finalResponse: 'begun done' });
    const view = await firstValueFrom(resumed.view$);
    expect([view.activeTurnId, view.turns.map(({ status }) => status)]).toEqual([null, ['completed']]);
    const next = await firstValueFrom(resumed.run('next', {}, { whenBusy: 'queue' }));
    expect(next).toMatchObject({ status: 'completed', finalResponse: 'next' });
  });
});

test('a fork made in the middle of a turn lists it as interrupted, and it runs on', async () => {
  const gate = createGate();
  const script = [{ when: '', replies: [[text(['begun ', gate, 'done'])]] }];
  await withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const turn = await firstValueFrom(thread.startTurn('go'));
    await gate.reached;
    const fork = await firstValueFrom(thread.fork());
    expect(fork.info.thread.turns).toMatchObject([{ id: turn.id, status: 'interrupted' }]);
    gate.open();
    expect(await firstValueFrom(turn.result$)).toMatchObject({
      status: 'completed',
      finalResponse: 'begun done',
    });
  });
});

test('a review that is over keeps nothing busy, although the server lists it as running under its other id', async () => {
  const script = text('fine');
  await withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const review = await firstValueFrom(thread.startReview({ type: 'custom', instructions: 'look' }));
    await firstValueFrom(review.result$);
    const resumed = await firstValueFrom(client.resumeThread(thread.id));
    expect(resumed.info.thread.turns.filter(({ status }) => status === 'inProgress')).toHaveLength(1);
    const view = await firstValueFrom(resumed.view$);
    expect([view.activeTurnId, view.turns.map(({ id }) => id)]).toEqual([null, [review.id]]);
    const next = await firstValueFrom(resumed.run('on', {}, { whenBusy: 'reject' }));
    expect([next.status, next.id === review.id]).toEqual(['completed', false]);
  });
});
