import { startClock } from '../contestant';
import { spreadOf, type Spread } from '../statistics';
import type { Conversation, Ground, Player, PlayerKind } from './player';
import { replyText } from './start-model';

/** Conversations that run at once. */
export interface Crowd {
  readonly atOnce: number;
  /** How many turns each of them runs in a round. */
  readonly turnsEach: (player: PlayerKind) => number;
}

/** Turns a second of one player in one crowd. */
export interface RateStanding {
  readonly player: string;
  readonly atOnce: number;
  readonly rate: Spread;
  /** Its rate by the rate of the first player in the same round. */
  readonly ratio: Spread;
  /** Processor time of this process per turn, in ms: what the client takes, without any server. */
  readonly cpu: Spread;
}

/** What some turns took. */
interface Pace {
  readonly turns: number;
  readonly ms: number;
  readonly cpuMs: number;
}

const rateOf = ({ turns, ms }: Pace): number => (turns / ms) * 1_000;

const together = (one: Pace, other: Pace): Pace => ({
  turns: one.turns + other.turns,
  ms: one.ms + other.ms,
  cpuMs: one.cpuMs + other.cpuMs,
});

/** How the rounds are run. */
export interface RateOptions {
  readonly ground: Ground;
  /** The first is what the others are measured against. */
  readonly players: readonly PlayerKind[];
  readonly crowds: readonly Crowd[];
  readonly rounds: number;
  readonly progress: (text: string) => void;
}

const runAll = async (
  player: Player,
  { atOnce, turnsEach }: { readonly atOnce: number; readonly turnsEach: number },
): Promise<Pace> => {
  const conversations: Conversation[] = [];
  for (let i = 0; i < atOnce; i += 1) conversations.push(await player.converse());
  const run = async (): Promise<void> => {
    const all = conversations.map(async ({ turn }) => {
      for (let i = 0; i < turnsEach; i += 1) {
        const said = await turn('hi');
        if (said !== replyText) throw new Error(`a turn ended with ${JSON.stringify(said)}`);
      }
    });
    await Promise.all(all);
  };
  const clock = startClock();
  await run();
  return { turns: atOnce * turnsEach, ...clock() };
};

/** All at once, so that a failure does not leave the others running. */
const closeAll = async (players: readonly Player[]): Promise<void> => {
  await Promise.all(players.map(({ close }) => close()));
};

const startAll = async (kinds: readonly PlayerKind[], ground: Ground): Promise<readonly Player[]> => {
  const players: Player[] = [];
  try {
    for (const kind of kinds) players.push(await kind.start(ground));
    return players;
  } catch (error) {
    await closeAll(players);
    throw error;
  }
};

/**
 * Measures turns a second. All players are there at once, each with its server, and in each round play one after the
 * other, forth and back, beginning with another one each time: whatever else happens on the machine, and however it
 * changes, hits all of them. Conversations are new each time; opening them is not part of the time.
 */
export const measureTurnRates = async (options: RateOptions): Promise<readonly RateStanding[]> => {
  const { ground, players: kinds, crowds, rounds, progress } = options;
  const standings: RateStanding[] = [];
  for (const { atOnce, turnsEach } of crowds) {
    const players = await startAll(kinds, ground);
    const play = (place: number): Promise<Pace> =>
      runAll(players[place]!, { atOnce, turnsEach: turnsEach(kinds[place]!) });
    const paces = players.map((): Pace[] => []);
    try {
      for (let round = 0; round <= rounds; round += 1) {
        progress(`turns a second, ${atOnce} at once: round ${round} of ${rounds}`);
        const order = players.map((_, place) => (place + round) % players.length);
        const forth = new Map<number, Pace>();
        for (const place of order) forth.set(place, await play(place));
        for (const place of order.reverse()) {
          const both = together(forth.get(place)!, await play(place));
          // The first round warms up and does not count.
          if (round > 0) paces[place]!.push(both);
        }
      }
    } finally {
      await closeAll(players);
    }
    for (const [place, own] of paces.entries())
      standings.push({
        player: kinds[place]!.name,
        atOnce,
        rate: spreadOf(own.map(rateOf)),
        ratio: spreadOf(own.map((pace, round) => rateOf(pace) / rateOf(paces[0]![round]!))),
        cpu: spreadOf(own.map(({ cpuMs, turns }) => cpuMs / turns)),
      });
  }
  return standings;
};
