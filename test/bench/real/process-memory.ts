import { readdir, readFile } from 'node:fs/promises';

/** One process and its parent. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parent: number;
}

/** Reads /proc/PID/stat, in which the program's name can hold blanks and brackets. */
export const readStat = (stat: string): ProcessEntry => {
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { pid: Number.parseInt(stat, 10), parent: Number(parent) };
};

/** A process and everything that descends from it. */
export const treeOf = (root: number, processes: readonly ProcessEntry[]): readonly number[] => {
  const pids = [root];
  // Grows while it is walked.
  for (const pid of pids)
    pids.push(...processes.filter(({ parent }) => parent === pid).map((child) => child.pid));
  return pids;
};

/** What processes take, in bytes. */
export interface Memory {
  /** The proportional share: a page that several processes have in common counts a part for each. */
  readonly pss: number;
  /** What `ps` shows: such a page counts once for each. */
  readonly rss: number;
}

/** Reads what a process takes out of /proc/PID/smaps_rollup. */
export const readRollup = (rollup: string): Memory => {
  const [pss, rss] = ['Pss', 'Rss'].map((name) => {
    const [, kilobytes] = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(rollup) ?? [];
    return Number(kilobytes ?? 0) * 1_024;
  });
  return { pss: pss!, rss: rss! };
};

/** What a tree of processes takes. */
export interface TreeMemory extends Memory {
  readonly processes: number;
}

/** Whether this system tells what a process takes (Linux does). */
export const tellsMemory = async (): Promise<boolean> =>
  (await textOf(`/proc/${process.pid}/smaps_rollup`)) !== undefined;

/** Sums up what a process and its descendants take. One that ends meanwhile counts nothing. */
export const memoryOfTree = async (root: number): Promise<TreeMemory> => {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const stats = await Promise.all(pids.map((pid) => textOf(`/proc/${pid}/stat`)));
  const tree = treeOf(
    root,
    stats.flatMap((stat) => (stat === undefined ? [] : [readStat(stat)])),
  );
  const all = await Promise.all(tree.map((pid) => textOf(`/proc/${pid}/smaps_rollup`)));
  const taken = all.map((rollup) => readRollup(rollup ?? ''));
  return {
    pss: taken.reduce((sum, { pss }) => sum + pss, 0),
    rss: taken.reduce((sum, { rss }) => sum + rss, 0),
    processes: tree.length,
  };
};

const textOf = (path: string): Promise<string | undefined> => readFile(path, 'utf8').catch(() => undefined);
