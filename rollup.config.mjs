// Builds dist/ from lib/. The entries are those of `exports` in package.json: `./node` is lib/node.ts, `.` is lib/index.ts.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { dts } from 'rollup-plugin-dts';

const root = dirname(fileURLToPath(import.meta.url));
const manifest = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));

const entries = Object.keys(manifest.exports)
  .filter((key) => key !== './package.json')
  .map((key) => (key === '.' ? 'index' : key.slice(2)));
const input = Object.fromEntries(entries.map((name) => [name, `lib/${name}.ts`]));

/** Everything that is not a file of lib/ stays an import. */
const external = (id) => !id.startsWith('.') && !id.startsWith('/') && !/^[a-z]:[\\/]/i.test(id);

/** A warning (a cycle, an unresolved import, an empty chunk) is a fault of the build. */
const onLog = (level, log) => {
  if (level === 'warn') throw new Error(`rollup: ${log.message}`);
};

/** Resolves the `.js` of the sources to `.ts` and strips the types; PURE comments survive both. */
const typescript = () => ({
  name: 'typescript',
  resolveId(source, importer) {
    if (importer === undefined || !source.startsWith('.')) return null;
    return resolve(dirname(importer), source.replace(/\.js$/, '.ts'));
  },
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const result = await transform(code, {
      loader: 'ts',
      sourcefile: id,
      sourcemap: true,
      target: 'es2022',
      tsconfigRaw: { compilerOptions: { target: 'ES2022', verbatimModuleSyntax: true } },
    });
    return { code: result.code, map: result.map };
  },
});

const emptyDist = () => ({
  name: 'empty-dist',
  buildStart: () => rm(resolve(root, 'dist'), { recursive: true, force: true }),
});

const output = { dir: 'dist', sourcemap: true, generatedCode: 'es2015', strict: true };

export default [
  {
    input,
    external,
    onLog,
    plugins: [emptyDist(), typescript()],
    treeshake: { moduleSideEffects: false },
    output: [
      // One file per module: a bundler can drop what is not used without having to understand it.
      {
        ...output,
        format: 'es',
        preserveModules: true,
        preserveModulesRoot: 'lib',
        entryFileNames: '[name].js',
      },
      // CommonJS is not shaken, so it is bundled: fewer files to load.
      { ...output, format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name].cjs' },
    ],
  },
  {
    input,
    external,
    onLog,
    plugins: [dts()],
    output: [
      { dir: 'dist', format: 'es', entryFileNames: '[name].d.ts', chunkFileNames: 'chunks/[name].d.ts' },
      { dir: 'dist', format: 'es', entryFileNames: '[name].d.cts', chunkFileNames: 'chunks/[name].d.cts' },
    ],
  },
];
