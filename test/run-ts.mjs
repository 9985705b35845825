// Runs a TypeScript program of this repository on the sources of lib/, with no build before it:
//   node test/run-ts.mjs FILE [ARGUMENTS…]
// `codex-rx` and `codex-rx/*` mean the entry files of lib/ (see `paths` in tsconfig.json).
import { mkdir } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = argv[2];
if (file === undefined) throw new TypeError('usage: node test/run-ts.mjs FILE [ARGUMENTS…]');

const entry = resolve(file);
const outdir = join(root, 'node_modules', '.cache', 'codex-rx');
const outfile = join(outdir, relative(root, entry).replace(/[\\/]/g, '-').replace(/\.ts$/, '.mjs'));
await mkdir(outdir, { recursive: true });
await build({
  absWorkingDir: root,
  entryPoints: [entry],
  outfile,
  bundle: true,
  format: 'esm',
  logLevel: 'warning',
  packages: 'external',
  platform: 'node',
  sourcemap: 'inline',
  target: 'node20',
  tsconfig: join(root, 'tsconfig.json'),
});

argv.splice(1, 2, outfile);
process.setSourceMapsEnabled(true);
await import(pathToFileURL(outfile).href);
