import { aiSdkProvider } from '../contestants/ai-sdk-provider';
import { codexRx } from '../contestants/codex-rx';
import { floor } from '../contestants/floor';
import { mcpSdk } from '../contestants/mcp-sdk';
import { newlines } from '../contestants/newlines';
import { readline } from '../contestants/readline';
import { split2 } from '../contestants/split2';
import type { Contestant } from '../contestant';
import type { Order } from '../loads/order';
import type { Peers } from '../peers';
import type { Entry, Standing } from '../rounds';
import { spreadOf, type Spread } from '../statistics';

/** The ways of using codex-rx that are measured, each with one subscriber or none. */
export const uses = {
  kept: codexRx({ subscribers: 1, validate: true, replay: true }),
  off: codexRx({ subscribers: 1, validate: true, replay: false }),
  trusting: codexRx({ subscribers: 1, validate: false, replay: true }),
  trustingOff: codexRx({ subscribers: 1, validate: false, replay: false }),
  nobody: codexRx({ subscribers: 0, validate: true, replay: true }),
} as const;

/** Who can read a stream of one turn beside codex-rx and the floor: what a client could be built on, and a client. */
export const peersOf = (peers: Peers | undefined): readonly Contestant[] => [
  readline,
  ...(peers
    ? [split2(peers.split), mcpSdk(peers.ReadBuffer), aiSdkProvider(peers.createCodexAppServer)]
    : []),
];

/** Everybody, for a stream of one turn. */
export const everybody = (peers: Peers | undefined): readonly Contestant[] => [
  newlines,
  floor,
  ...peersOf(peers),
  ...Object.values(uses),
];

/** Contestants at one load; the floor is among them. */
export const entriesOf = (
  contestants: readonly Contestant[],
  order: Order,
  { group = '', requests = 1, base = floor }: { group?: string; requests?: number; base?: Contestant } = {},
): readonly Entry[] =>
  contestants.map((contestant) => ({
    contestant,
    group,
    floor: contestant === base,
    order: shareOf(order, contestant),
    requests,
  }));

const shareOf = (order: Order, { share = 1 }: Contestant): Order =>
  order.kind === 'stream' ? { ...order, messages: Math.ceil(order.messages * share) } : order;

/** What a contestant reached. */
export const find = (standings: readonly Standing[], { name }: Contestant, group?: string): Standing => {
  const found = standings.find((one) => one.name === name && (group === undefined || one.group === group));
  if (found === undefined) throw new Error(`${name} did not run`);
  return found;
};

/** The rate of one by that of the best of the others, round by round. */
export const byTheBest = (own: Standing, others: readonly Standing[]): Spread =>
  spreadOf(own.rates.map((rate, round) => rate / Math.max(...others.map(({ rates }) => rates[round]!))));
