// What is measured of the memory, in a process of its own so that nothing else disturbs. Started by measure-memory.ts.
import { resolve } from 'node:path';
import process from 'node:process';
import { readMix } from '../mix';
import { heldFigures, measureFigure } from './held-figures';
import { runLong, type LongRun } from './long-run';
import type { LongRunPoint } from './points';

/** What the process is told on its command line, as JSON: the place of a figure, or a long run. */
export type MemoryTask = { readonly figure: number } | { readonly run: LongRun };

/** What the process says: the bytes of its figure, or each point of its run. */
export type MemoryNews = { readonly bytes: number } | { readonly point: LongRunPoint };

const tell = (news: MemoryNews): void => void process.send!(news);

const work = async (task: MemoryTask): Promise<void> => {
  const mix = readMix(resolve('test/fixtures/transcripts/01-basic.jsonl'));
  if ('figure' in task) tell({ bytes: await measureFigure(heldFigures[task.figure]!, mix) });
  else await runLong(task.run, mix, (point) => tell({ point }));
  process.disconnect();
};

void work(JSON.parse(process.argv[2]!) as MemoryTask);
