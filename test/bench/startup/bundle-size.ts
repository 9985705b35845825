import { readFile } from 'node:fs/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';

/** Something that a page of a browser imports. */
export interface BundleCase {
  readonly name: string;
  /** The module that takes it. */
  readonly code: string;
  /** Packages that do not count. */
  readonly apart: readonly string[];
  /** Tables that are left out, by the name under which they are exported. */
  readonly without?: readonly string[];
}

/** How large a minified bundle is, in bytes. */
export interface BundleSize {
  readonly name: string;
  readonly minified: number;
  readonly gzip: number;
  readonly brotli: number;
}

/** Puts an empty object in the place of each table that a case is measured without. */
const leaveOut = (names: readonly string[], found: Set<string>): Plugin => ({
  name: 'leave-out',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (path.includes('node_modules')) return undefined;
      const code = await readFile(path, 'utf8');
      const contents = names.reduce((rest, name) => {
        const without = emptyTable(rest, name);
        if (without !== rest) found.add(name);
        return without;
      }, code);
      return { contents };
    }),
});

/** Takes what is in it out of a table of a built module; the module as it is where it has none of that name. */
export const emptyTable = (code: string, name: string): string =>
  code.replace(
    new RegExp(`^const ${name} = /\\* ?[@#]__PURE__ ?\\*/ table\\(\\{[\\s\\S]*?^\\}\\);$`, 'm'),
    `const ${name} = {};`,
  );

/** Bundles a case as a page would. */
export const measureBundle = async (
  { name, code, apart, without = [] }: BundleCase,
  resolveDir: string,
): Promise<BundleSize> => {
  const found = new Set<string>();
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir },
    bundle: true,
    external: apart.flatMap((one) => [one, `${one}/*`]),
    format: 'esm',
    legalComments: 'none',
    logLevel: 'silent',
    minify: true,
    platform: 'browser',
    plugins: without.length === 0 ? [] : [leaveOut(without, found)],
    target: 'es2022',
    // Here the name of the package means what was built; to the compiler it means the sources.
    tsconfigRaw: '{}',
    write: false,
  });
  // Otherwise the figure would be of something else than it says.
  if (found.size < without.length) throw new Error(`dist/ does not hold the tables ${without.join(', ')}`);
  const { contents } = outputFiles[0]!;
  return {
    name,
    minified: contents.length,
    gzip: gzipSync(contents, { level: 9 }).length,
    brotli: brotliCompressSync(contents).length,
  };
};
