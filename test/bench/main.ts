// npm run bench: how fast notifications get from a server's pipe to subscribers. See `--help`.
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import process, { argv, execPath, stderr, stdout, version } from 'node:process';
import { client } from './client';
import type { Contestant } from './contestant';
import { serveFirehose } from './firehose';
import { floor } from './floor';
import { readMix } from './mix';
import { readOptions, usage } from './options';
import { renderReport, type BenchReport } from './report';
import { measureRouting } from './routing';
import { runRounds } from './rounds';

/** The recording of one plain turn. Run from the top of the repository, as npm does. */
const mix = readMix(resolve('test/fixtures/transcripts/01-basic.jsonl'));
const turnCounts = [1, 100, 10_000];
/** The first argument of the child process, which is this program again. */
const serve = '--serve';

const contestants = turnCounts.flatMap((turns): Contestant[] => [
  floor(turns),
  ...[true, false].flatMap((subscribed) =>
    [true, false].map((validate) => client({ turns, subscribed, validate })),
  ),
]);

const bytesPerMessage = (): number => {
  const cycle = Array.from({ length: mix.length }, (_, index) => Buffer.byteLength(mix.text(0, index)) + 1);
  return Math.round(cycle.reduce((sum, bytes) => sum + bytes, 0) / mix.length);
};

const run = async (): Promise<void> => {
  const options = readOptions(argv.slice(2));
  if (options.help) return void stdout.write(usage);
  if (!globalThis.gc)
    stderr.write('Without node --expose-gc the rounds are not told apart by a clean heap.\n');
  const { rounds, messages } = options;
  const standings = await runRounds({
    contestants,
    rounds,
    messages,
    mix,
    command: execPath,
    args: (turns) => [argv[1]!, serve, String(turns), String(messages)],
    progress: (text) => stderr.write(`${text}\n`),
  });
  stderr.write('the routing step alone\n');
  const routing = await measureRouting(mix, turnCounts, 20_000);
  const report: BenchReport = {
    node: version,
    rounds,
    messages,
    bytesPerMessage: bytesPerMessage(),
    standings,
    routing,
  };
  stdout.write(renderReport(report));
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
};

const fail = (error: unknown): void => {
  stderr.write(`${error instanceof TypeError ? `${error.message}\n\n${usage}` : String(error)}\n`);
  process.exitCode = 1;
};

const work =
  argv[2] === serve ? serveFirehose(mix, { turns: Number(argv[3]), messages: Number(argv[4]) }) : run();
work.catch(fail);
