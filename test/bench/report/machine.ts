import { cpus, release, totalmem, type } from 'node:os';

/** What the figures depend on, without anything that names the machine. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
}

/** The machine that this runs on. */
export const thisMachine = (): Machine => {
  const all = cpus();
  return {
    processor: all[0]?.model.trim() ?? 'unknown',
    cores: all.length,
    memory: `${(totalmem() / 1024 ** 3).toFixed(0)} GiB`,
    system: `${type()} ${release()}`,
  };
};
