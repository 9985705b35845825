import { codexRx } from '../contestants/codex-rx';
import { longLineFloor } from '../contestants/floor';
import { mcpSdk } from '../contestants/mcp-sdk';
import { readline } from '../contestants/readline';
import { split2 } from '../contestants/split2';
import type { BenchContext, Measurement } from '../context';
import type { Answer } from '../loads/order';
import { standingsTable } from '../report/tables';
import type { Entry, Standing } from '../rounds';
import type { Target } from '../section';
import { spreadOf } from '../statistics';
import { entriesOf, find } from './roster';
import { run } from './streams';

const mebibyte = 1024 * 1024;
const lineSizes = [16, 32, 64, 128];
const [shortest, longest] = [16, 128];
const group = (size: number): string => `${size} MiB`;
const line = (size: number): Answer => ({ kind: 'answer', load: 'output', bytes: size * mebibyte });

const client = (validate: boolean) => ({
  ...codexRx({ subscribers: 0, validate, replay: true }),
  name: `codex-rx, ${validate ? 'validated' : 'unvalidated'}`,
});
const [validated, unvalidated] = [client(true), client(false)];

/** One `thread/read` result of a long thread, as a server answers it. */
export const measureThreadRead = async (context: BenchContext): Promise<Measurement> => {
  const { peers } = context;
  const order: Answer = { kind: 'answer', load: 'thread', bytes: 1_740_000 };
  const readers = peers ? [split2(peers.split), mcpSdk(peers.ReadBuffer)] : [];
  const contestants = [longLineFloor, readline, ...readers, validated, unvalidated];
  const figures = await run(context, entriesOf(contestants, order, { requests: 10, base: longLineFloor }));
  return {
    title: 'A large result',
    markdown:
      'One `thread/read` result of 1.7 MB with items of every recorded kind, ten times one after the other, from ' +
      `the request to the result.\n\n${standingsTable(figures, { of: 'results' })}`,
    targets: [],
    figures,
  };
};

const lineEntries = (sizes: readonly number[]): readonly Entry[] =>
  sizes.flatMap((size) =>
    entriesOf([longLineFloor, validated], line(size), { group: group(size), base: longLineFloor }),
  );

/** What is promised of long lines. */
export const lineTargets = (standings: readonly Standing[]): readonly Target[] => {
  const at = (size: number) => find(standings, validated, group(size));
  const hand = find(standings, longLineFloor, group(longest));
  const [short, long] = [at(shortest), at(longest)];
  return [
    {
      name: `a line of ${group(longest)}, time by hand`,
      bound: 1.3,
      sense: 'at most',
      unit: '× by hand',
      figure: spreadOf(long.rates.map((rate, round) => hand.rates[round]! / rate)),
    },
    {
      name: `a line of ${group(longest)}, time per byte by that of ${group(shortest)}`,
      bound: 1.3,
      sense: 'at most',
      unit: `× at ${group(shortest)}`,
      figure: spreadOf(long.rates.map((rate, round) => ((short.rates[round]! / rate) * shortest) / longest)),
    },
  ];
};

/** Lines of many MiB, nearly all of it one string. */
export const measureLongLine = async (context: BenchContext): Promise<Measurement> => {
  const figures = await run(context, lineEntries(lineSizes));
  return {
    title: 'Long lines',
    markdown:
      'One `thread/read` result with one command whose output makes the line as long as the table says, through the ' +
      'pipe and the whole client. By hand means: keep the pieces, join them at the line feed, decode, `JSON.parse`.' +
      `\n\n${standingsTable(figures, { group: 'line', of: 'results' })}`,
    targets: lineTargets(figures),
    figures,
  };
};

/** The shortest and the longest line and what is promised of them, and nothing else. */
export const guardLongLine = async (context: BenchContext): Promise<readonly Target[]> =>
  lineTargets(await run(context, lineEntries([shortest, longest])));
