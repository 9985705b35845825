import { filter, firstValueFrom, take, toArray } from 'rxjs';
import type { CodexThread } from '../../lib/index';
import { text } from '../../lib/testing';
import { withRealCodex, type RealCodex } from '../support/real-codex';

/** Runs `use` with a thread on which one turn has run. */
const withThread = (use: (thread: CodexThread, real: RealCodex) => Promise<void>): Promise<void> =>
  withRealCodex({ script: text('said') }, async (real) => {
    const thread = await firstValueFrom(real.client.startThread({ cwd: real.codex.cwd }));
    await firstValueFrom(thread.run('first'));
    await use(thread, real);
    expect(real.codex.model.errors).toEqual([]);
  });

const eventOf = (thread: CodexThread, method: string) =>
  firstValueFrom(thread.events$.pipe(filter((event) => (event.method as string) === method)));

test('name, metadata, read: what is set is what is read', () =>
  withThread(async (thread) => {
    const named = eventOf(thread, 'thread/name/updated');
    await firstValueFrom(thread.setName('plan'));
    expect(await named).toMatchObject({ params: { threadName: 'plan' } });
    const { thread: read } = await firstValueFrom(thread.read());
    expect(read).toMatchObject({ id: thread.id, name: 'plan' });
  }));

test('archive and unarchive, list with and without', () =>
  withThread(async (thread, { client }) => {
    const ids = async (archived: boolean): Promise<readonly string[]> =>
      (await firstValueFrom(client.listThreads({ archived }).pipe(toArray()))).map(({ id }) => id);
    await firstValueFrom(thread.archive());
    expect([await ids(true), await ids(false)]).toEqual([[thread.id], []]);
    await firstValueFrom(thread.unarchive());
    expect([await ids(true), await ids(false)]).toEqual([[], [thread.id]]);
  }));

test('fork: a thread of its own with the same past; turns and items are listed', () =>
  withThread(async (thread) => {
    const copy = await firstValueFrom(thread.fork());
    expect(copy.id).not.toBe(thread.id);
    expect(copy.info.thread.forkedFromId).toBe(thread.id);
    await firstValueFrom(copy.run('second'));
    const turnsOf = async ({ listTurns }: CodexThread): Promise<number> =>
      (await firstValueFrom(listTurns({ limit: 1 }).pipe(toArray()))).length;
    expect([await turnsOf(copy), await turnsOf(thread)]).toEqual([2, 1]);
    const items = await firstValueFrom(copy.listItems({ limit: 1 }).pipe(toArray()));
    expect(items.map(({ item }) => item.type)).toEqual(
      expect.arrayContaining(['userMessage', 'agentMessage']),
    );
  }));

test('listThreads reads only the pages that are needed', () =>
  withRealCodex({ script: text('said') }, async ({ client, codex, wire }) => {
    for (let count = 0; count < 3; count += 1) {
      const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
      await firstValueFrom(thread.run('hi'));
    }
    const answers = (): number => wire.filter(({ result }) => Array.isArray(result?.['data'])).length;
    const listed = await firstValueFrom(client.listThreads({ limit: 1 }).pipe(take(2), toArray()));
    expect([new Set(listed.map(({ id }) => id)).size, answers()]).toEqual([2, 2]);
    expect(await firstValueFrom(client.listThreads({ limit: 1 }).pipe(toArray()))).toHaveLength(3);
  }));

test('release and resume: the thread goes on where it was', () =>
  withThread(async (thread, { client }) => {
    await firstValueFrom(thread.release());
    const again = await firstValueFrom(client.resumeThread(thread.id));
    expect(again.info.thread.turns).toHaveLength(1);
    expect(await firstValueFrom(again.run('second'))).toMatchObject({
      status: 'completed',
      finalResponse: 'said',
    });
  }));

test('compact and shell commands are turns like any other', () =>
  withThread(async (thread) => {
    const next = () => firstValueFrom(thread.turns$);
    const ran = next();
    await firstValueFrom(thread.shellCommand('echo from the shell'));
    const shell = await firstValueFrom((await ran).result$);
    expect(shell.items).toEqual([
      expect.objectContaining({ type: 'commandExecution', aggregatedOutput: 'from the shell\n' }),
    ]);
    const compacting = next();
    await firstValueFrom(thread.compact());
    const compacted = await firstValueFrom((await compacting).result$);
    expect(compacted.items.map(({ type }) => type)).toContain('contextCompaction');
  }));

test('goals: set, read, cleared', () =>
  withThread(async (thread) => {
    const turn = firstValueFrom(thread.turns$);
    await firstValueFrom(thread.setGoal({ objective: 'Say something.' }));
    // The server starts a turn by itself to reach it.
    expect(await firstValueFrom((await turn).result$)).toMatchObject({ status: 'completed' });
    const { goal } = await firstValueFrom(thread.getGoal());
    expect(goal).toMatchObject({ objective: 'Say something.' });
    await firstValueFrom(thread.clearGoal());
    expect(await firstValueFrom(thread.getGoal())).toMatchObject({ goal: null });
  }));

test('delete: gone from the list', () =>
  withThread(async (thread, { client }) => {
    await firstValueFrom(thread.delete());
    expect(await firstValueFrom(client.listThreads().pipe(toArray()))).toEqual([]);
  }));
