import { inspect } from 'node:util';
import { setTimeout } from 'node:timers/promises';

/** What a page printed, as the program writes it to its stdout: one JSON text a line. */
export interface Printed {
  /** The line of the page, or 0 for what its stage printed. */
  readonly line: number;
  readonly text: string;
}

const counts: Record<number, number> = {};

const textOf = (values: readonly unknown[]): string =>
  values
    .map((value) => (typeof value === 'string' ? value : inspect(value, { breakLength: Infinity })))
    .join(' ');

/** `console.log` of one line of the page. */
export const printer =
  (line: number) =>
  (...values: readonly unknown[]): void => {
    counts[line] = (counts[line] ?? 0) + 1;
    process.stdout.write(`${JSON.stringify({ line, text: textOf(values) } satisfies Printed)}\n`);
  };

/** What a stage prints: what was called, and with what. */
export const print = printer(0);

/** Longer than anything on a page takes, in ms. */
const patience = 15_000;

/** Waits until the lines of a block have printed as often as they say. */
export const until = async (block: number, owed: Readonly<Record<number, number>>): Promise<void> => {
  const started = Date.now();
  for (;;) {
    const open = Object.entries(owed).find(([line, times]) => (counts[Number(line)] ?? 0) < times);
    if (open === undefined) return;
    if (Date.now() - started > patience) {
      const [line, times] = open;
      throw new Error(
        `line ${line} printed ${counts[Number(line)] ?? 0} times and not ${times} (block at line ${block})`,
      );
    }
    await setTimeout(10);
  }
};

const stages: (() => Promise<void> | void)[] = [];

/** Has something done when the page is over. */
export const atTheEnd = (run: () => Promise<void> | void): void => void stages.push(run);

/** The page is over: what its stage opened is closed. A client that the page leaves open ends with the process. */
export const over = async (): Promise<void> => {
  for (const run of stages.reverse()) await run();
  // A promise that was rejected just now, with nobody there, still counts.
  await setTimeout(50);
  process.stdout.write('', () => process.exit());
};
