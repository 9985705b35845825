// Builds dist/ from lib/. The entries are those of `exports` in package.json: `./node` is lib/node.ts, `.` is lib/index.ts.
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { dts } from 'rollup-plugin-dts';
import ts from 'typescript';

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

/**
 * Says of each call at the top of a module that it has no side effect. None has any here, but of many modules in one file
 * a bundler leaves out only the values of which it knows.
 */
const markPure = (id, code) => {
  const source = ts.createSourceFile(id, code, ts.ScriptTarget.ES2022, true);
  const starts = new Set();
  const visit = (node) => {
    if (ts.isFunctionLike(node) || ts.isTypeNode(node)) return;
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) starts.add(node.getStart(source));
    ts.forEachChild(node, visit);
  };
  source.statements.filter(ts.isVariableStatement).forEach(visit);
  const cuts = [0, ...[...starts].sort((a, b) => a - b), code.length];
  return cuts
    .slice(1)
    .map((end, index) => code.slice(cuts[index], end))
    .join('/*#__PURE__*/ ');
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
    const result = await transform(markPure(id, code), {
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

/**
 * Modules lie together by the entries that need them: of 250 files one by one, most of the time of an import went into
 * finding them. The errors lie apart, because bundlers keep a class that extends another one wherever they keep its
 * file.
 */
const manualChunks = (id) => (/[\\/]lib[\\/]errors[\\/]/.test(id) ? 'errors' : undefined);

const output = { dir: 'dist', sourcemap: true, generatedCode: 'es2015', strict: true };

export default [
  {
    input,
    external,
    onLog,
    plugins: [emptyDist(), typescript()],
    treeshake: { moduleSideEffects: false },
    output: [
      {
        ...output,
        format: 'es',
        manualChunks,
        // Node finds out what to load from the imports themselves; more of them would only be names to resolve.
        hoistTransitiveImports: false,
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name].js',
      },
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
