import { floor } from '../contestants/floor';
import type { BenchContext, Measurement } from '../context';
import { bytesPerMessage, streamOf, type Stream } from '../loads/order';
import { standingsTable } from '../report/tables';
import { runRounds, type Entry, type Standing } from '../rounds';
import type { Target } from '../section';
import { mcpSdk } from '../contestants/mcp-sdk';
import { split2 } from '../contestants/split2';
import { readline } from '../contestants/readline';
import { byTheBest, entriesOf, everybody, find, peersOf, uses } from './roster';

const stream = (load: Stream['load'], messages: number): Stream => ({
  kind: 'stream',
  load,
  turns: 1,
  messages,
});

/** Runs entries as a context says. */
export const run = (
  { rounds, launcher, progress }: BenchContext,
  entries: readonly Entry[],
): Promise<readonly Standing[]> =>
  runRounds({ entries, rounds, launcher, progress: (round) => progress(round, rounds + 1) });

/** What is promised of one turn with the real mix. The first two have one subscriber. */
export const mixTargets = (standings: readonly Standing[], context: BenchContext): readonly Target[] => {
  const mix = 'real mix, one turn, validated';
  const at = (name: string, bound: number, figure: Target['figure'], more?: Partial<Target>): Target => ({
    name: `${mix}, ${name}`,
    bound,
    sense: 'at least',
    unit: '× the floor',
    figure,
    ...more,
  });
  const kept = find(standings, uses.kept);
  const targets = [
    at('replay kept', 0.8, kept.ratio),
    at('replay off', 0.95, find(standings, uses.off).ratio),
    // Not reached yet: 1.0 was measured when this guard was set.
    at('nobody subscribed', 1.5, find(standings, uses.nobody).ratio, { guard: 0.7 }),
  ];
  if (context.peers === undefined) return targets;
  const others = peersOf(context.peers).map((peer) => find(standings, peer));
  return [
    ...targets,
    at('replay kept, by the best peer', 1, byTheBest(kept, others), { unit: '× the best peer' }),
  ];
};

/** The real mix: what a server sends while a turn runs, in the recorded order. */
export const measureMix = async (context: BenchContext): Promise<Measurement> => {
  const order = stream('mix', context.messages);
  const figures = await run(context, entriesOf(everybody(context.peers), order));
  return {
    title: 'The real mix',
    markdown:
      `${sizes(order)} in one turn, with one subscriber where nothing else is said. ${unread}${fed(context)}\n\n` +
      standingsTable(figures, { of: 'notifications' }),
    targets: mixTargets(figures, context),
    figures,
  };
};

/** Nothing but pieces of what the model says. */
export const measureDeltas = async (context: BenchContext): Promise<Measurement> => {
  const order = stream('deltas', Math.ceil(context.messages / 2));
  const figures = await run(context, entriesOf(everybody(context.peers), order));
  return {
    title: 'Plain deltas',
    markdown:
      `${sizes(order)} in one turn, all of them \`item/agentMessage/delta\`.\n\n` +
      standingsTable(figures, { of: 'notifications' }),
    targets: [],
    figures,
  };
};

/** Items of 64 KiB. */
export const measureHeavy = async (context: BenchContext): Promise<Measurement> => {
  const order = stream('heavy', Math.ceil(context.messages / 500));
  const { peers } = context;
  const readers = peers ? [split2(peers.split), mcpSdk(peers.ReadBuffer)] : [];
  const contestants = [floor, readline, ...readers, ...Object.values(uses)];
  const figures = await run(context, entriesOf(contestants, order));
  return {
    title: 'Heavy items',
    markdown:
      `${sizes(order)} in one turn: \`item/completed\` of commands with 64 KiB of output and of patches, and ` +
      `\`turn/diff/updated\` of the same size.\n\n${standingsTable(figures, { of: 'notifications' })}`,
    targets: [],
    figures,
  };
};

/** How many notifications of which size. */
export const sizes = ({ load, messages }: Stream): string =>
  `${messages.toLocaleString('en')} notifications of ${bytesPerMessage(streamOf(load)).toLocaleString('en')} bytes on average`;

const unread =
  'With nobody subscribed the clock stops when everything has come; what was kept is read and counted after that. ';

const fed = ({ peers }: BenchContext): string =>
  peers === undefined
    ? ''
    : `The read buffer of the MCP SDK is fed the same notifications with the member \`jsonrpc\` that it insists on, ` +
      'and without `emittedAtMs`, which it refuses. The AI SDK provider drives the same child process as its codex, ' +
      'and its time runs from `doStream` to the end of its stream of parts; what it makes of each delta is counted. ' +
      'It takes a quarter of the notifications; it asks for Node 22 or newer, and runs here on the version above.';
