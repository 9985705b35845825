import { spread, table } from '../report/tables';
import type { Section, Target } from '../section';
import { spreadOf, type Spread } from '../statistics';
import { names, timeDecoding, type Checker, type Timed, type Timings } from './time';

/** How many times as long one took as the other, round by round. */
const ratio = ({ times }: Timed, one: string, other: string): Spread =>
  spreadOf(times.get(one)!.map((time, round) => time / times.get(other)![round]!));

const rows = (timed: Timed, unit: string, scale: number, digits: number): string =>
  table([
    ['checked by', unit, 'by codex-rx'],
    ...[...timed.times].map(([name, times]) => [
      name,
      spread(spreadOf(times.map((time) => time * scale)), digits),
      spread(ratio(timed, name, names.ours), 2),
    ]),
  ]);

const targetsOf = (result: Timed, delta: Timed, more: readonly Checker[]): readonly Target[] => {
  const megabytes = (result.bytes / 1e6).toFixed(1);
  return [
    {
      name: `decode a \`thread/read\` result of ${megabytes} MB, speed by stock io-ts`,
      bound: 4,
      sense: 'at least',
      unit: '× stock io-ts',
      figure: ratio(result, names.stock, names.ours),
    },
    {
      name: `decode a \`thread/read\` result of ${megabytes} MB, time by compiled ajv`,
      bound: 1,
      sense: 'at most',
      unit: '× the time of ajv',
      figure: ratio(result, names.ours, names.ajv),
    },
    ...more.map(({ name }): Target => ({
      name: `decode a delta, time by ${name}`,
      bound: 1,
      sense: 'at most',
      unit: `× the time of ${name}`,
      figure: ratio(delta, names.ours, name),
    })),
  ];
};

/** Writes what was timed as a part of the report. */
export const decodingSection = ({ result, delta }: Timings, more: readonly Checker[]): Section => ({
  title: 'Decoding',
  markdown:
    'The time to check a value that is parsed already, and for comparison to parse its text. Everybody had the ' +
    'same good value; the last column is the time by that of `decode` of codex-rx.\n\n' +
    `A \`thread/read\` result of ${result.bytes} bytes, with recorded items of every kind:\n\n` +
    `${rows(result, 'ms', 1, 2)}\n` +
    `The params of one \`item/agentMessage/delta\`, ${delta.bytes} bytes:\n\n` +
    rows(delta, 'ns', 1e6, 0),
  targets: targetsOf(result, delta, more),
});

/**
 * Measures the generated codecs, on a long result and on one delta, beside `JSON.parse` of the same text.
 *
 * @param rounds how many rounds count
 * @param more who else checks the delta
 */
export const measureDecoding = async (rounds: number, more: readonly Checker[] = []): Promise<Section> =>
  decodingSection(await timeDecoding(rounds, more), more);
