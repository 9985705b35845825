import { resolve } from 'node:path';
import type { Section } from '../section';
import { spreadOf } from '../statistics';
import { clientPlayer } from './client-player';
import { measureFirstDelta } from './first-delta';
import { measureHeldMemory } from './held-memory';
import { tellsMemory, type TreeMemory } from './process-memory';
import { rawPlayer } from './raw-player';
import { crowdOfTargets, renderReal, type HeldMemory } from './render-real';
import { loadSdkPlayer } from './sdk-player';
import { startModel, type ModelProcess } from './start-model';
import { measureTurnRates } from './turn-rate';

/** How the real server is measured. */
export interface RealServerOptions {
  readonly rounds: number;
  readonly progress: (text: string) => void;
  /** The folder of `@openai/codex-sdk`. Default: where the peers of the benchmarks are installed. */
  readonly sdk?: string;
}

const peers = 'test/bench/peers/node_modules/@openai/codex-sdk';

/** How many turns a conversation has each time: about a second's worth, of an app-server's and of the SDK's. */
const crowdSizes: readonly (readonly [atOnce: number, turns: number, turnsOfSdk: number])[] = [
  [1, 12, 3],
  [8, 3, 1],
  [crowdOfTargets, 1, 1],
];

const turnsPerRound = 40;

/** Memory hardly differs from one time to the next. */
const memoryRounds = 3;

/** Measures codex-rx at the real binary, beside a client by hand and `@openai/codex-sdk`. */
export const measureRealServer = async ({
  rounds,
  progress,
  sdk = resolve(peers),
}: RealServerOptions): Promise<Section> => {
  const sdkPlayer = await loadSdkPlayer(sdk);
  const model = await startModel();
  try {
    progress('the first text of a turn');
    const turns = turnsPerRound * rounds;
    const firstDelta = await measureFirstDelta(model.ground, turns);
    const rates = await measureTurnRates({
      ground: model.ground,
      players: [rawPlayer, clientPlayer, ...(sdkPlayer ? [sdkPlayer] : [])],
      crowds: crowdSizes.map(([atOnce, turns, turnsOfSdk]) => ({
        atOnce,
        turnsEach: (player) => (player === sdkPlayer ? turnsOfSdk : turns),
      })),
      rounds,
      progress,
    });
    const canTell = await tellsMemory();
    const contestants = [
      { player: clientPlayer.name },
      ...(sdkPlayer ? [{ player: sdkPlayer.name, sdk }] : []),
    ];
    const times = canTell ? Math.min(rounds, memoryRounds) : 0;
    const memory = await measureMemoryOf(model, contestants, times, progress);
    const [own, theirs] = memory;
    return renderReal({
      firstDelta,
      turns,
      rates,
      memory: memory.map(held),
      memoryRatio: own && theirs && spreadOf(own.taken.map(({ pss }, time) => pss / theirs.taken[time]!.pss)),
      missing: [
        ...(sdkPlayer ? [] : ['`@openai/codex-sdk` is not installed and was not measured.']),
        ...(canTell ? [] : ['This system does not tell what a process takes; memory was not measured.']),
      ],
    });
  } finally {
    await model.close();
  }
};

interface Contestant {
  readonly player: string;
  readonly sdk?: string;
}

interface Taken {
  readonly player: string;
  readonly taken: readonly TreeMemory[];
}

const measureMemoryOf = async (
  model: ModelProcess,
  contestants: readonly Contestant[],
  times: number,
  progress: (text: string) => void,
): Promise<readonly Taken[]> => {
  const all = contestants.map(({ player, sdk }) => ({ player, sdk, taken: [] as TreeMemory[] }));
  for (let time = 1; time <= times; time += 1) {
    for (const { player, sdk, taken } of all) {
      progress(`memory of ${crowdOfTargets} turns at once, ${time} of ${times}: ${player}`);
      taken.push(await measureHeldMemory(model, crowdOfTargets, sdk));
    }
  }
  return times === 0 ? [] : all;
};

const held = ({ player, taken }: Taken): HeldMemory => ({
  player,
  pss: spreadOf(taken.map(({ pss }) => pss)),
  rss: spreadOf(taken.map(({ rss }) => rss)),
  processes: Math.round(spreadOf(taken.map(({ processes }) => processes)).median),
});
