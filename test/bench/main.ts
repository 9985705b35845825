// npm run bench: how fast notifications get from a server's pipe to subscribers, and what the rest costs. See `--help`.
import { readFile, writeFile } from 'node:fs/promises';
import process, { argv, stderr, stdout, version } from 'node:process';
import { format, resolveConfig } from 'prettier';
import { check, describeTarget } from './check';
import type { BenchContext, Measurement } from './context';
import { buildLauncher } from './launcher';
import { readOptions, usage, type BenchOptions } from './options';
import { parts } from './parts';
import { loadPeers, type Peers } from './peers';
import { createProgress } from './progress';
import { thisMachine } from './report/machine';
import { renderReport, type BenchReport } from './report/report';

const page = 'docs/benchmarks.md';
const say = (text: string): void => void stderr.write(`${text}\n`);

const versionIn = async (file: string): Promise<string> =>
  (JSON.parse(await readFile(file, 'utf8')) as { readonly version: string }).version;

const versions = async (peers: Peers | undefined): Promise<Readonly<Record<string, string>>> => ({
  Node: version.slice(1),
  'codex-rx': await versionIn('package.json'),
  rxjs: await versionIn('node_modules/rxjs/package.json'),
  '`@openai/codex`, the binary': await versionIn('node_modules/@openai/codex/package.json'),
  ...Object.fromEntries(Object.entries(peers?.versions ?? {}).map(([name, is]) => [`\`${name}\``, is])),
});

/** Runs the parts. One that fails is named and left out; the run fails for it, and the others are not lost. */
const measure = async (options: BenchOptions): Promise<BenchReport> => {
  const peers = options.peers ? await loadPeers(say) : undefined;
  const launcher = await buildLauncher();
  const progress = createProgress(options.parts, say);
  const sections: Measurement[] = [];
  for (const name of options.parts) {
    const context: BenchContext = { ...options, launcher, peers, ...progress.part(name) };
    const started = performance.now();
    try {
      sections.push(await parts[name](context));
      context.note(`done in ${((performance.now() - started) / 1_000).toFixed(0)} s`);
    } catch (error) {
      say(`${name} failed and is not in the report`);
      fail(error);
    }
    globalThis.gc?.();
  }
  const date = new Date().toISOString().slice(0, 10);
  return { machine: thisMachine(), versions: await versions(peers), date, rounds: options.rounds, sections };
};

const publish = async (report: BenchReport, options: BenchOptions): Promise<void> => {
  const style = await resolveConfig(page);
  const text = await format(renderReport(report), { ...style, filepath: page });
  // A page that lacks a part does not replace one that has it.
  if (options.print || report.sections.length < options.parts.length) stdout.write(text);
  else await writeFile(page, text);
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(report, null, 2)}\n`);
};

/** Notifications in a round that guards: enough to be past the warming up of what runs. */
const guardedMessages = 60_000;

const guard = async (): Promise<void> => {
  const launcher = await buildLauncher();
  const contextOf = (rounds: number): BenchContext => ({
    rounds,
    messages: guardedMessages,
    launcher,
    peers: undefined,
    quick: true,
    progress: () => undefined,
    note: () => undefined,
  });
  const missed = await check({ contextOf, say });
  if (missed.length === 0) return;
  say(`${missed.length} of the guarded figures fell short each time:`);
  for (const target of missed) say(`✖ ${describeTarget(target)}`);
  process.exitCode = 1;
};

const bench = async (): Promise<void> => {
  const options = optionsOf(argv.slice(2));
  if (options === undefined) return;
  if (options.help) return void stdout.write(usage);
  if (!globalThis.gc) say('Without node --expose-gc the rounds are not told apart by a clean heap.');
  if (options.check) return guard();
  return publish(await measure(options), options);
};

/** What the command line says; undefined, and said so, if it cannot be read. */
const optionsOf = (args: readonly string[]): BenchOptions | undefined => {
  try {
    return readOptions(args);
  } catch (error) {
    fail(`${(error as Error).message}\n\n${usage}`);
    return undefined;
  }
};

const fail = (why: unknown): void => {
  // What the benchmark itself throws says enough; a TypeError and its like need the place.
  const plain = !(why instanceof Error) || why.constructor === Error;
  say(plain ? String(why) : (why.stack ?? String(why)));
  process.exitCode = 1;
};

void bench()
  .catch(fail)
  .then(() => {
    // A contestant that hung may still hold a child process.
    if (process.exitCode) process.exit();
  });
