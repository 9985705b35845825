import { setTimeout as sleep } from 'node:timers/promises';
import type { Arena, Contestant, Measured, Unit } from './contestant';
import { leadIn, streamOf, type Order, type Stream } from './loads/order';
import { spreadOf, type Spread } from './statistics';

/** A contestant at one load. */
export interface Entry {
  readonly contestant: Contestant;
  /** Entries of one group are measured against the floor of that group: 100 open turns, say. */
  readonly group: string;
  readonly floor: boolean;
  readonly order: Order;
  readonly requests: number;
}

/** What an entry reached over all rounds. */
export interface Standing {
  readonly name: string;
  readonly group: string;
  readonly floor: boolean;
  /** How many of what is counted went by in a round: notifications, or large results. */
  readonly amount: number;
  /** Those a second. */
  readonly rate: Spread;
  /** Its rate by the rate of the floor of the same round and group. */
  readonly ratio: Spread;
  /** Microseconds of processor time for each. */
  readonly cpu: Spread;
  /** The rate of each round. */
  readonly rates: readonly number[];
}

/** How the rounds are run. */
export interface RoundsOptions {
  readonly entries: readonly Entry[];
  readonly rounds: number;
  /** Where the child processes come from. */
  readonly launcher: Launcher;
  /** How long one contestant may take in one round, in ms. Default: two minutes; one that hangs ends the run. */
  readonly limit?: number;
  /** Called before each round with its number, 0 for the one that warms up. */
  readonly progress: (round: number) => void;
}

/** Starts child processes that do as ordered. */
export type Launcher = (order: Order) => Pick<Arena, 'launch' | 'program'>;

/**
 * Runs every entry once a round, so that whatever else happens on the machine hits all of them, in an order that turns
 * from round to round. The first round warms up and does not count. An entry that does not receive exactly what was
 * sent ends the run.
 */
export const runRounds = async (options: RoundsOptions): Promise<readonly Standing[]> => {
  const { entries, rounds, launcher, progress } = options;
  const measured = new Map<Entry, Measured[]>(entries.map((entry) => [entry, []]));
  for (let round = 0; round <= rounds; round += 1) {
    progress(round);
    for (const place of entries.keys()) {
      const entry = entries[(place + round) % entries.length]!;
      const { contestant, order, requests } = entry;
      // What the one before left behind is nobody else's.
      globalThis.gc?.();
      const running = contestant.run({ order, requests, settle, ...launcher(order) });
      const figures = await within(options.limit ?? defaultLimit, running, contestant.name);
      const expected = expectedOf(entry);
      if (figures.received !== expected) {
        const what = order.kind === 'answer' ? 'results' : contestant.unit;
        throw new Error(`${contestant.name}: ${figures.received} ${what} arrived of ${expected}`);
      }
      if (round > 0) measured.get(entry)!.push(figures);
    }
  }
  return standingsOf(entries, (entry) => measured.get(entry)!);
};

const defaultLimit = 120_000;

const within = async <T>(ms: number, running: Promise<T>, name: string): Promise<T> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${name}: nothing after ${ms / 1_000} s`)), ms);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** Sums up what the rounds gave. */
export const standingsOf = (
  entries: readonly Entry[],
  measured: (entry: Entry) => readonly Measured[],
): readonly Standing[] => {
  const ratesOf = (entry: Entry): number[] => measured(entry).map(({ ms }) => (amountOf(entry) / ms) * 1_000);
  return entries.map((entry) => {
    const { contestant, group, floor } = entry;
    const base = entries.find((other) => other.floor && other.group === group);
    if (base === undefined) throw new Error(`there is no floor for ${group}`);
    const [rates, baseRates, amount] = [ratesOf(entry), ratesOf(base), amountOf(entry)];
    return {
      name: contestant.name,
      group,
      floor,
      amount,
      rate: spreadOf(rates),
      ratio: spreadOf(rates.map((rate, round) => rate / baseRates[round]!)),
      cpu: spreadOf(measured(entry).map(({ cpuMs }) => (cpuMs / amount) * 1_000)),
      rates,
    };
  });
};

const amountOf = ({ order, requests }: Entry): number =>
  order.kind === 'answer' ? requests : order.messages;

/** The child's last piece of the lead-in is read before the clock starts. */
const settle = (): Promise<void> => sleep(20);

const expectedOf = ({ order, requests, contestant: { unit, times = 1 } }: Entry): number =>
  order.kind === 'answer' ? requests : times * countOf(unit, order);

/** How much of `unit` there is in a stream, counted from its mix alone. What was kept is kept from the lead-in on. */
export const countOf = (unit: Unit, stream: Stream): number =>
  countIn(unit, stream) +
  (unit === 'characters' ? countIn(unit, { ...stream, messages: leadIn(stream) }) : 0);

const countIn = (unit: Unit, { load, turns, messages }: Stream): number => {
  if (unit === 'notifications') return messages;
  const mix = streamOf(load);
  let sum = 0;
  for (let sent = 0; sent < messages; sent += 1) {
    const index = Math.floor(sent / turns);
    if (!mix.isOfTurn(index)) continue;
    if (unit === 'characters') sum += mix.weight(index);
    else if (unit === 'turn events' || mix.isDelta(index)) sum += 1;
  }
  return sum;
};
