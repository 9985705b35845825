import { setTimeout as sleep } from 'node:timers/promises';
import type { Contestant, Unit } from './contestant';
import type { Mix } from './mix';
import { spreadOf, type Spread } from './statistics';

/** What a contestant reached over all rounds. */
export interface Standing {
  readonly name: string;
  readonly turns: number;
  /** Notifications a second. */
  readonly rate: Spread;
  /** Its rate by the rate of the floor of the same round and number of turns. */
  readonly ratio: Spread;
  /** Microseconds of processor time per notification. */
  readonly cpu: Spread;
  readonly rates: readonly number[];
}

/** How the rounds are run. */
export interface RoundsOptions {
  readonly contestants: readonly Contestant[];
  readonly rounds: number;
  readonly messages: number;
  readonly mix: Mix;
  readonly command: string;
  /** The arguments that make the child process send to so many turns. */
  readonly args: (turns: number) => readonly string[];
  readonly progress: (text: string) => void;
}

/**
 * Runs every contestant once a round, so that whatever else happens on the machine hits all of them, in an order
 * that turns from round to round. The first round warms up and does not count.
 */
export const runRounds = async (options: RoundsOptions): Promise<readonly Standing[]> => {
  const { contestants, rounds, messages, mix, command, progress } = options;
  const rates = new Map<Contestant, number[]>(contestants.map((one) => [one, []]));
  const costs = new Map<Contestant, number[]>(contestants.map((one) => [one, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [place] of contestants.entries()) {
      const contestant = contestants[(place + round) % contestants.length]!;
      const { turns, name, unit } = contestant;
      progress(`round ${round} of ${rounds}: ${turns} turns, ${name}`);
      const { ms, cpuMs, received } = await contestant.run({ command, args: options.args(turns), settle });
      const expected = expectedOf(unit, mix, messages, turns);
      if (received !== expected) throw new Error(`${name}: ${received} ${unit} arrived of ${expected}`);
      if (round === 0) continue;
      rates.get(contestant)!.push((messages / ms) * 1_000);
      costs.get(contestant)!.push((cpuMs / messages) * 1_000);
    }
  }
  return contestants.map((contestant) => {
    const floor = contestants.find(({ floor, turns }) => floor && turns === contestant.turns)!;
    const own = rates.get(contestant)!;
    const ratios = own.map((rate, round) => rate / rates.get(floor)![round]!);
    const { name, turns } = contestant;
    const cpu = spreadOf(costs.get(contestant)!);
    return { name, turns, rate: spreadOf(own), ratio: spreadOf(ratios), cpu, rates: own };
  });
};

const settle = async (): Promise<void> => {
  // The child's last piece of the opening is read and its garbage gone before the clock starts.
  await sleep(20);
  globalThis.gc?.();
};

/** How much of `unit` there is in one round, counted from the mix alone. */
const expectedOf = (unit: Unit, mix: Mix, messages: number, turns: number): number => {
  if (unit === 'notifications') return messages;
  let sum = 0;
  for (let sent = 0; sent < messages; sent += 1) {
    const index = Math.floor(sent / turns);
    if (mix.isOfTurn(index)) sum += unit === 'characters' ? mix.weight(index) : 1;
  }
  return sum;
};
