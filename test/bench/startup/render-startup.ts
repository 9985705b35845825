import { spread, table } from '../report/tables';
import type { Section, Target } from '../section';
import { spreadOf, type Spread } from '../statistics';
import type { BundleSize } from './bundle-size';
import { ratioOfTimes, spreadOfTimes, type ImportTimes } from './import-time';

/** Everything that was found out about starting up. */
export interface StartupFigures {
  readonly imports: readonly ImportTimes[];
  readonly sizes: readonly BundleSize[];
}

/** The names of what the targets are set on. */
export const names = {
  rxjs: '`rxjs`',
  adds: '`codex-rx`, where `rxjs` is loaded',
  bareClient: 'the client without result codecs, `rxjs` and `io-ts` apart',
  smallCodec: 'the codec `ThreadArchiveParams`, `io-ts` apart',
} as const;

const kilobytes = (bytes: number): string => (bytes / 1_000).toFixed(1);

const exactly = (figure: number): Spread => spreadOf([figure]);

const targetsOf = ({ imports, sizes }: StartupFigures): readonly Target[] => {
  const times = (name: string): ImportTimes => imports.find((one) => one.name === name)!;
  const gzip = (name: string): number => sizes.find((one) => one.name === name)!.gzip / 1_000;
  return [
    {
      name: 'what importing `codex-rx` adds where `rxjs` is loaded',
      bound: 0.5,
      sense: 'at most',
      unit: '× importing rxjs',
      figure: ratioOfTimes(times(names.adds), times(names.rxjs)),
    },
    {
      name: names.bareClient,
      bound: 15,
      sense: 'at most',
      unit: 'kB gzip',
      figure: exactly(gzip(names.bareClient)),
    },
    {
      name: names.smallCodec,
      bound: 1,
      sense: 'at most',
      unit: 'kB gzip',
      figure: exactly(gzip(names.smallCodec)),
    },
  ];
};

/** Writes the section of the report. */
export const renderStartup = (figures: StartupFigures): Section => ({
  title: 'Start-up and size',
  markdown: [
    'Each import as an ES module in a fresh process of Node, from files that the system has in its cache.',
    table([
      ['imported', 'import (ms)', 'the whole process (ms)'],
      ...figures.imports.map((times) => [
        times.name,
        spread(spreadOfTimes(times, 'imported'), 1),
        spread(spreadOfTimes(times, 'whole'), 0),
      ]),
    ]),
    'What a page loads, bundled by esbuild, in kB of 1,000 bytes.',
    table([
      ['imported', 'minified', 'gzip', 'brotli'],
      ...figures.sizes.map(({ name, minified, gzip, brotli }) => [
        name,
        ...[minified, gzip, brotli].map(kilobytes),
      ]),
    ]),
  ].join('\n\n'),
  targets: targetsOf(figures),
});
