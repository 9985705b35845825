import { spread, table } from '../report/tables';
import type { Section, Target } from '../section';
import type { Spread } from '../statistics';
import type { FirstDelta } from './first-delta';
import type { RateStanding } from './turn-rate';

/** What some turns at once took. */
export interface HeldMemory {
  readonly player: string;
  readonly pss: Spread;
  readonly rss: Spread;
  readonly processes: number;
}

/** Everything that was found out with the real server. */
export interface RealFigures {
  readonly firstDelta: FirstDelta;
  readonly turns: number;
  readonly rates: readonly RateStanding[];
  /** codex-rx first; empty where the system does not tell what a process takes. */
  readonly memory: readonly HeldMemory[];
  /** Of codex-rx by that of the SDK, where both were measured. */
  readonly memoryRatio: Spread | undefined;
  /** Why a contestant is missing, in a sentence each. */
  readonly missing: readonly string[];
}

/** How many turns run at once where the targets are. */
export const crowdOfTargets = 32;

const scaled = ({ median, quartiles: [low, high] }: Spread, by: number): Spread => ({
  median: median * by,
  quartiles: [low * by, high * by],
});
const microseconds = (ms: Spread): string => spread(scaled(ms, 1_000), 0);
const megabytes = (bytes: Spread): string => spread(scaled(bytes, 1e-6), 0);

const latencyTable = ({ byHand, toText, added, rawTurn, clientTurn }: FirstDelta): string =>
  table([
    ['the first text of a turn', 'median (quartiles)', 'unit'],
    ['from the bytes to the parsed message, by hand', microseconds(byHand), 'µs'],
    ['from the same bytes to `text$`', microseconds(toText), 'µs'],
    ['added by codex-rx', microseconds(added), 'µs'],
    ['from the call to the text, a client by hand', spread(rawTurn, 1), 'ms'],
    ['from the call to the text, codex-rx', spread(clientTurn, 1), 'ms'],
  ]);

const rateTable = (rates: readonly RateStanding[]): string =>
  table([
    ['driven by', 'at once', 'turns a second', 'of the client by hand', 'CPU of the client a turn (ms)'],
    ...rates.map(({ player, atOnce, rate, ratio, cpu }) => [
      player,
      String(atOnce),
      spread(rate, 1),
      spread(ratio, 2),
      spread(cpu, 1),
    ]),
  ]);

const memoryTable = (memory: readonly HeldMemory[]): string =>
  table([
    ['driven by', 'processes of codex', 'PSS (MB)', 'RSS (MB)'],
    ...memory.map(({ player, pss, rss, processes }) => [
      player,
      String(processes),
      megabytes(pss),
      megabytes(rss),
    ]),
  ]);

const targetsOf = ({ rates, memoryRatio }: RealFigures): readonly Target[] => {
  const fast = rates.find(({ player, atOnce }) => player === 'codex-rx' && atOnce === crowdOfTargets);
  const targets: Target[] = [];
  if (fast)
    targets.push({
      name: `turns a second of the real server, ${crowdOfTargets} at once`,
      bound: 0.95,
      sense: 'at least',
      unit: '× a client by hand',
      figure: fast.ratio,
    });
  if (memoryRatio)
    targets.push({
      name: `memory of ${crowdOfTargets} turns at once, servers included`,
      bound: 0.1,
      sense: 'at most',
      unit: '× @openai/codex-sdk',
      figure: memoryRatio,
    });
  return targets;
};

/** Writes the section of the report. */
export const renderReal = (figures: RealFigures): Section => ({
  title: 'The real server',
  markdown: [
    'The codex binary with a scripted model in a process of its own: no network, no account. The model answers at ' +
      'once, so what is left is codex and its client.',
    ...figures.missing,
    `Over ${figures.turns} turns, one after the other. The reader by hand and codex-rx get the same bytes in the same ` +
      'process, and each is timed from when it has them.',
    latencyTable(figures.firstDelta),
    'Turns of so many conversations at once, in rounds in which one plays after the other. Opening threads is not ' +
      'part of the time; `codex exec`, which the SDK starts for each turn, is.',
    rateTable(figures.rates),
    ...(figures.memory.length === 0
      ? []
      : [
          `${crowdOfTargets} turns at once: what grew between the first start of codex and the middle of all turns, in the process of the client and ` +
            'everything that descends from it. A page that processes have in common, as they have the code of one ' +
            'binary, counts once over all of them in PSS, and once for each in RSS, which is what `ps` shows. The ' +
            'target is set on PSS.',
          memoryTable(figures.memory),
        ]),
  ].join('\n\n'),
  targets: targetsOf(figures),
});
