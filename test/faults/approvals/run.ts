import type { SentMessage } from '../../../lib/testing/marble-codex';
import { faultIn, type Outcome } from './episode';
import { memoryEpisode } from './in-memory';
import { drawFrom } from './random';
import { realEpisodes } from './real';

/** How many episodes, of which kind, from which seed. */
export interface EpisodeOptions {
  readonly seed: number;
  readonly episodes: number;
  readonly real: number;
  /** Called now and then with how many are done. */
  readonly onProgress?: (done: number) => void;
}

/** What all episodes together came to. */
export interface EpisodeReport {
  readonly episodes: number;
  readonly real: number;
  readonly requests: number;
  readonly runs: number;
  readonly accepts: number;
  /** Each with the number of its episode: the seed and that number play it again. */
  readonly faults: readonly string[];
  /** Whether the same check finds a client that says yes by default. */
  readonly plantedBugFound: boolean;
}

/** How many episodes go on at the same time. */
const atOnce = 50;
/** How many share a codex process. */
const perProcess = 50;

/** Plays random approval episodes and judges each. */
export const runEpisodes = async ({
  seed,
  episodes,
  real,
  onProgress,
}: EpisodeOptions): Promise<EpisodeReport> => {
  const outcomes: Outcome[] = [];
  const faults: string[] = [];
  const judge = (name: string, all: readonly Outcome[]): void => {
    outcomes.push(...all);
    for (const outcome of all) {
      const fault = faultIn(outcome);
      if (fault !== undefined) faults.push(`${name}: ${fault}`);
    }
  };
  const inMemory = episodes - real;
  for (let first = 0; first < inMemory; first += atOnce) {
    const numbers = Array.from({ length: Math.min(atOnce, inMemory - first) }, (_, index) => first + index);
    await Promise.all(
      numbers.map(async (number) => judge(`episode ${number}`, await memoryEpisode(drawFrom(seed + number)))),
    );
    onProgress?.(first + numbers.length);
  }
  for (let first = 0; first < real; first += perProcess) {
    const count = Math.min(perProcess, real - first);
    judge(`real episodes from ${first}`, await realEpisodes(count, drawFrom(seed + episodes + first)));
    onProgress?.(inMemory + first + count);
  }
  const sum = (of: (outcome: Outcome) => number): number => outcomes.reduce((all, one) => all + of(one), 0);
  return {
    episodes,
    real,
    requests: outcomes.length,
    runs: sum(({ runs }) => runs),
    accepts: sum(({ accepts }) => accepts),
    faults,
    plantedBugFound: await findsPlantedBug(seed),
  };
};

/** The same episodes with a client that says yes where it should decline. */
const findsPlantedBug = async (seed: number): Promise<boolean> => {
  const sayYes = (message: SentMessage): SentMessage => {
    const { decision } = Object(message.result) as { readonly decision?: unknown };
    return decision === 'decline' ? { ...message, result: { decision: 'accept' } } : message;
  };
  const all = await Promise.all(
    Array.from({ length: atOnce }, (_, number) => memoryEpisode(drawFrom(seed + number), sayYes)),
  );
  return all.flat().some((outcome) => faultIn(outcome) !== undefined);
};
