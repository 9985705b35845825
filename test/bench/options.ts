import { parseArgs } from 'node:util';

/** The parts of a run, in the order in which they run and are reported. */
export const partNames = [
  'mix',
  'deltas',
  'heavy',
  'turns',
  'subscribers',
  'late',
  'thread-read',
  'long-line',
  'routing',
  'decode',
  'real',
  'memory',
  'startup',
] as const;
export type PartName = (typeof partNames)[number];

/** What a run of the benchmark is told. */
export interface BenchOptions {
  readonly rounds: number;
  readonly messages: number;
  readonly quick: boolean;
  readonly parts: readonly PartName[];
  readonly peers: boolean;
  /** Whether the guarded figures are held to their bounds instead of everything being reported. */
  readonly check: boolean;
  /** Whether the report is printed instead of written. */
  readonly print: boolean;
  readonly json: string | undefined;
  readonly help: boolean;
}

export const usage = `usage: npm run bench -- [OPTIONS]

Measures how many notifications a second reach a subscriber, through a real pipe from a real child process, against
reading, splitting and parsing the same bytes by hand in the same run, and beside other clients and readers; and what
the rest costs. Writes docs/benchmarks.md.

  --only NAME[,NAME]  runs these parts only, and prints the report:
                      ${partNames.slice(0, 8).join(', ')},
                      ${partNames.slice(8).join(', ')}
  --no-peers          leaves out the packages of test/bench/peers, and does not install them
  --rounds N          rounds that count, after one that does not   (default 15; with --quick 3)
  --messages N        notifications in a round of the real mix     (default 200000; with --quick 40000)
  --quick             fewer and shorter rounds, and prints the report
  --stdout            prints the report instead of writing it
  --json FILE         also writes every figure to FILE
  --check             holds a short run to 0.7 of the targets and fails if one is missed; reports nothing else
  --help              prints this
`;

const count = (name: string, text: string | undefined, fallback: number): number => {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new TypeError(`--${name} takes a whole number above 0, not ${text}`);
};

const partsOf = (only: readonly string[] | undefined): readonly PartName[] => {
  if (only === undefined) return partNames;
  const wanted = only.flatMap((names) => names.split(',')).map((name) => name.trim());
  for (const name of wanted) {
    if (!(partNames as readonly string[]).includes(name))
      throw new TypeError(`--only takes ${partNames.join(', ')}, not ${JSON.stringify(name)}`);
  }
  return partNames.filter((name) => wanted.includes(name));
};

/** Reads the command line. Throws a TypeError that names what is wrong with it. */
export const readOptions = (args: readonly string[]): BenchOptions => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', multiple: true },
      'no-peers': { type: 'boolean', default: false },
      rounds: { type: 'string' },
      messages: { type: 'string' },
      quick: { type: 'boolean', default: false },
      stdout: { type: 'boolean', default: false },
      json: { type: 'string' },
      check: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  return {
    rounds: count('rounds', values.rounds, quick ? 3 : 15),
    messages: count('messages', values.messages, quick ? 40_000 : 200_000),
    quick,
    parts: partsOf(values.only),
    peers: !values['no-peers'],
    check: values.check,
    // What was measured in part or in haste does not replace the page.
    print: values.stdout || quick || values.only !== undefined,
    json: values.json,
    help: values.help,
  };
};
