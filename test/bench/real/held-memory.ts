import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { memoryOfTree, type TreeMemory } from './process-memory';
import type { ModelProcess } from './start-model';
import type { TurnsTask } from './turns-process';

/** After the last turn is held its player has still to read about it. */
const restMs = 500;

/**
 * Runs turns at once in a process of their own, and measures in the middle of all of them what they take: the growth
 * of that process and of everything that it started, since before its first codex.
 */
export const measureHeldMemory = async (
  model: ModelProcess,
  turns: number,
  sdk?: string,
): Promise<TreeMemory> => {
  const task: TurnsTask = { ground: model.ground, turns, ...(sdk === undefined ? {} : { sdk }) };
  const args = [resolve('test/bench/real/turns-process.ts'), JSON.stringify(task)];
  const child = fork(resolve('test/run-ts.mjs'), args, { execArgv: ['--expose-gc'] });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const early = exited.then(([code]) => {
    throw new Error(`the process that runs turns ended with exit code ${code}`);
  });
  early.catch(() => undefined);
  try {
    await Promise.race([early, once(child, 'message')]);
    const before = await memoryOfTree(child.pid!);
    child.send('go');
    await Promise.race([early, model.holds(turns)]);
    await setTimeout(restMs);
    const during = await memoryOfTree(child.pid!);
    model.release();
    const [code] = await exited;
    if (code !== 0) throw new Error(`the process that runs turns ended with exit code ${code}`);
    return {
      pss: during.pss - before.pss,
      rss: during.rss - before.rss,
      processes: during.processes - before.processes,
    };
  } finally {
    child.kill();
  }
};
