import { execFile } from 'node:child_process';
import { execPath } from 'node:process';
import { promisify } from 'node:util';
import { spreadOf, type Spread } from '../statistics';

/** A process that imports something. */
export interface ImportCase {
  readonly name: string;
  /** What is loaded before the clock starts. */
  readonly after: readonly string[];
  /** What is timed; an empty process times nothing. */
  readonly imports: readonly string[];
}

/** How long a process imported, in ms, and how long it took from its start to its end. */
export interface ImportTime {
  readonly imported: number;
  readonly whole: number;
}

/** The times of one case, round by round. */
export interface ImportTimes {
  readonly name: string;
  readonly times: readonly ImportTime[];
}

/** The program of a fresh process, as an ES module: it prints how long its imports took. */
export const programOf = ({ after, imports }: ImportCase): string => {
  const load = (specifier: string): string => `await import(${JSON.stringify(specifier)});`;
  const timed = `const start = performance.now();${imports.map(load).join('')}`;
  return `${after.map(load).join('')}${timed}console.log(performance.now() - start);`;
};

const run = promisify(execFile);

const timeOf = async (one: ImportCase, cwd: string): Promise<ImportTime> => {
  const start = performance.now();
  const { stdout } = await run(execPath, ['--input-type=module', '--eval', programOf(one)], { cwd });
  return { imported: Number(stdout), whole: performance.now() - start };
};

/**
 * Times each case once a round, one after the other in an order that turns, in a fresh process each. The first round
 * fills the file cache and does not count.
 *
 * @param cwd the folder from which the specifiers are resolved
 */
export const measureImports = async (
  cases: readonly ImportCase[],
  rounds: number,
  cwd: string,
): Promise<readonly ImportTimes[]> => {
  const all = cases.map(({ name }) => ({ name, times: [] as ImportTime[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [place] of cases.entries()) {
      const turned = (place + round) % cases.length;
      const time = await timeOf(cases[turned]!, cwd);
      if (round > 0) all[turned]!.times.push(time);
    }
  }
  return all;
};

/** The times of one kind. */
export const spreadOfTimes = ({ times }: ImportTimes, kind: keyof ImportTime): Spread =>
  spreadOf(times.map((time) => time[kind]));

/** What one case imported in, by another of the same round. */
export const ratioOfTimes = (one: ImportTimes, other: ImportTimes): Spread =>
  spreadOf(one.times.map(({ imported }, round) => imported / other.times[round]!.imported));
