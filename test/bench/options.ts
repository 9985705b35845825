import { parseArgs } from 'node:util';

/** What a run of the benchmark is told. */
export interface BenchOptions {
  readonly rounds: number;
  readonly messages: number;
  readonly json: string | undefined;
  readonly help: boolean;
}

export const usage = `usage: npm run bench -- [OPTIONS]

Measures how many notifications a second reach a subscriber, through a real pipe from a real child process, against
reading, splitting and parsing the same bytes by hand in the same run.

  --rounds N     rounds that count, after one that does not   (default 7; with --quick 3)
  --messages N   notifications in a round                     (default 200000; with --quick 40000)
  --quick        fewer and shorter rounds
  --json FILE    also writes every figure to FILE
  --help         prints this
`;

const count = (name: string, text: string | undefined, fallback: number): number => {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new TypeError(`--${name} takes a whole number above 0, not ${text}`);
};

/** Reads the command line. Throws a TypeError that names what is wrong with it. */
export const readOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string' },
      messages: { type: 'string' },
      json: { type: 'string' },
      quick: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  return {
    rounds: count('rounds', values.rounds, values.quick ? 3 : 7),
    messages: count('messages', values.messages, values.quick ? 40_000 : 200_000),
    json: values.json,
    help: values.help,
  };
};
