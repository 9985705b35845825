import { access } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Section } from '../section';
import { measureBundle, type BundleCase } from './bundle-size';
import { measureImports, type ImportCase } from './import-time';
import { names, renderStartup } from './render-startup';

/** How starting up is measured. */
export interface StartupOptions {
  readonly rounds: number;
  readonly progress?: (text: string) => void;
  /** The folder of the built package. Default: the top of this repository, where npm runs. */
  readonly folder?: string;
}

/** An entry is found by the name of the package, as its users find it. */
const importCases: readonly ImportCase[] = [
  { name: 'nothing', after: [], imports: [] },
  { name: names.rxjs, after: [], imports: ['rxjs'] },
  { name: names.adds, after: ['rxjs'], imports: ['codex-rx'] },
  ...['codex-rx', 'codex-rx/node', 'codex-rx/protocol', 'codex-rx/testing'].map((entry) => ({
    name: `\`${entry}\``,
    after: [],
    imports: [entry],
  })),
];

const client = `export { createCodexClient } from 'codex-rx';`;
const resultCodecs = ['clientRequestResults'];
const allCodecs = [
  ...resultCodecs,
  'serverNotificationParams',
  'serverRequestParams',
  'serverRequestResponses',
];

const bundleCases: readonly BundleCase[] = [
  { name: 'the client with everything', code: client, apart: [] },
  { name: 'the client, `rxjs` apart', code: client, apart: ['rxjs'] },
  { name: 'the client, `rxjs` and `io-ts` apart', code: client, apart: ['rxjs', 'io-ts'] },
  { name: names.bareClient, code: client, apart: ['rxjs', 'io-ts'], without: resultCodecs },
  {
    name: 'the client without codecs, `rxjs` and `io-ts` apart',
    code: client,
    apart: ['rxjs', 'io-ts'],
    without: allCodecs,
  },
  {
    name: 'the operator `agentText`, `rxjs` apart',
    code: `export { agentText } from 'codex-rx';`,
    apart: ['rxjs'],
  },
  {
    name: 'the codec `Thread`, `io-ts` apart',
    code: `export { Thread } from 'codex-rx/protocol';`,
    apart: ['io-ts'],
  },
  {
    name: names.smallCodec,
    code: `export { ThreadArchiveParams } from 'codex-rx/protocol';`,
    apart: ['io-ts'],
  },
];

/** Measures how long the built package takes to import, and how large it is in a page. */
export const measureStartup = async ({
  rounds,
  progress = () => undefined,
  folder = resolve('.'),
}: StartupOptions): Promise<Section> => {
  await access(join(folder, 'dist', 'index.js')).catch(() => {
    throw new Error('dist/ is missing: run `npm run build` first');
  });
  progress('start-up: imports');
  const imports = await measureImports(importCases, rounds, folder);
  const sizes = [];
  for (const one of bundleCases) {
    progress(`start-up: the size of ${one.name}`);
    sizes.push(await measureBundle(one, folder));
  }
  return renderStartup({ imports, sizes });
};
