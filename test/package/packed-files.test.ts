import { existsSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { importsOf } from '../structure/imports';
import { entries, expectSuccess, manifest, npm, requireBuild, root } from './project';

interface Packed {
  readonly files: readonly { readonly path: string }[];
}

const pack = async (): Promise<readonly string[]> => {
  const output = expectSuccess(await npm(['pack', '--dry-run', '--json', '--ignore-scripts'], root));
  const [packed] = JSON.parse(output) as readonly Packed[];
  return (packed?.files ?? []).map(({ path }) => path);
};

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ES2022, true);

const isCode = (path: string): boolean => /\.(c?js|mjs|d\.c?ts|d\.mts)$/.test(path);
const packageOf = (specifier: string): string =>
  specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

describe('the packed files', () => {
  let files: readonly string[];

  beforeAll(async () => {
    requireBuild();
    files = await pack();
  });

  it('are the build, the documents and what npm wants, and nothing else', () => {
    const allowed =
      /^(dist\/[\w./-]+\.(c?js|mjs|d\.[cm]?ts|[cm]?js\.map)|docs\/[\w-]+\.md|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/;
    expect(files.filter((path) => !allowed.test(path))).toEqual([]);
    expect(files).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json']));
    expect(files).not.toContain('docs/CONTRIBUTING.md');
  });

  it('hold everything that package.json points at', () => {
    const targets = entries.flatMap(([, entry]) =>
      [entry.import, entry.require].flatMap((one) => Object.values(one ?? {})),
    );
    expect(targets.length).toBeGreaterThanOrEqual(4 * 4);
    expect(targets.filter((path: string) => !files.includes(path.slice(2)))).toEqual([]);
  });

  it('import each other by names that exist, and packages that are declared', () => {
    const declared = new Set([
      ...Object.keys(manifest.dependencies),
      ...Object.keys(manifest.peerDependencies),
    ]);
    const missing: string[] = [];
    let seen = 0;
    for (const path of files.filter(isCode)) {
      for (const { specifier } of importsOf(parse(path))) {
        seen += 1;
        if (isBuiltin(specifier)) continue;
        const target = posix.join(posix.dirname(path), specifier);
        const typed = path.includes('.d.') ? target.replace(/\.(c?)js$/, '.d.$1ts') : target;
        const known = specifier.startsWith('.') ? files.includes(typed) : declared.has(packageOf(specifier));
        if (!known) missing.push(`${path}: ${specifier}`);
      }
    }
    expect(seen).toBeGreaterThan(20);
    expect(missing).toEqual([]);
  });

  it('have source maps with the sources inside', () => {
    const maps = files.filter((path) => path.endsWith('.map'));
    expect(maps.length).toBe(files.filter((path) => /\.[cm]?js$/.test(path)).length);
    for (const path of maps) {
      const { sources, sourcesContent } = JSON.parse(readFileSync(join(root, path), 'utf8')) as {
        sources: string[];
        sourcesContent: (string | null)[];
      };
      expect(sourcesContent.filter((text) => typeof text === 'string')).toHaveLength(sources.length);
      for (const source of sources) expect(existsSync(join(root, posix.dirname(path), source))).toBe(true);
    }
  });
});
