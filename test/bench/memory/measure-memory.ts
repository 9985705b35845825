import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { Section } from '../section';
import { heldFigures } from './held-figures';
import type { LongRun } from './long-run';
import type { LongRunPoint } from './points';
import type { MemoryNews, MemoryTask } from './memory-process';
import { nameOf, renderMemory } from './render-memory';

/** How long the long run is: 10,000,000 messages of 100,000 turns are the full form. */
export interface MemoryOptions {
  readonly messages: number;
  readonly turns: number;
  readonly progress: (text: string) => void;
}

/** Runs a task in a process of its own; from the top of the repository, as npm does. */
const inProcess = async (task: MemoryTask, onNews: (news: MemoryNews) => void): Promise<void> => {
  const args = [resolve('test/bench/memory/memory-process.ts'), JSON.stringify(task)];
  const child = fork(resolve('test/run-ts.mjs'), args, { execArgv: ['--expose-gc'] });
  child.on('message', onNews);
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the process that measures memory ended with exit code ${code}`);
};

const measureOne = async (figure: number): Promise<number> => {
  let bytes: number | undefined;
  await inProcess({ figure }, (news) => {
    if ('bytes' in news) bytes = news.bytes;
  });
  if (bytes === undefined) throw new Error('the process that measures memory found nothing');
  return bytes;
};

const measureLong = async (
  run: LongRun,
  progress: (text: string) => void,
): Promise<readonly LongRunPoint[]> => {
  const points: LongRunPoint[] = [];
  await inProcess({ run }, (news) => {
    if (!('point' in news)) return;
    points.push(news.point);
    progress(`memory: ${news.point.turns} of ${run.turns} turns, ${(news.point.bytes / 1e6).toFixed(2)} MB`);
  });
  return points;
};

/** Short turns come on top: with little said on each thread, no bound on what was said makes anything go. */
const longRuns = (messages: number, turns: number): readonly LongRun[] => [
  { messages, turns, subscribed: false },
  { messages, turns, subscribed: true },
  { messages: Math.min(messages, messagesOfShortTurn * turns), turns, subscribed: false },
];

const messagesOfShortTurn = 10;

/** Measures what codex-rx holds, and whether it grows with the age of a connection. */
export const measureMemory = async ({ messages, turns, progress }: MemoryOptions): Promise<Section> => {
  const held = [];
  for (const [place, { name }] of heldFigures.entries()) {
    progress(`memory: ${name}`);
    held.push({ name, bytes: await measureOne(place) });
  }
  const runs = [];
  for (const run of longRuns(messages, turns)) {
    progress(`memory: a long run, ${nameOf(run)}`);
    runs.push({ ...run, points: await measureLong(run, progress) });
  }
  return renderMemory({ held, runs });
};
