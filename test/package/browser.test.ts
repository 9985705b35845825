import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, posix } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import ts from 'typescript';
import { importsOf } from '../structure/imports';
import { walk } from '../structure/sources';
import type * as Page from './consumer/browser';
import { manifest, requireBuild, root } from './project';

/** Names that Node has and browsers do not. */
const NODE_GLOBALS = new Set([
  'process',
  'Buffer',
  '__dirname',
  '__filename',
  'global',
  'setImmediate',
  'NodeJS',
]);

const browserEntries = ['.', './protocol'];
const filesOf = (name: string): readonly string[] => {
  const { import: esm, require: cjs } = manifest.exports[name] ?? {};
  return [esm, cjs].flatMap((one) => (one ? [one.default, one.types] : [])).map((path) => path.slice(2));
};

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.ES2022, true);

/** Every file that a file loads, itself included. */
const reachable = (start: string): ReadonlyMap<string, ts.SourceFile> => {
  const found = new Map<string, ts.SourceFile>();
  const visit = (path: string): void => {
    if (found.has(path)) return;
    const file = parse(path);
    found.set(path, file);
    for (const { specifier } of importsOf(file)) {
      if (!specifier.startsWith('.')) continue;
      const target = posix.join(posix.dirname(path), specifier);
      visit(path.includes('.d.') ? target.replace(/\.(c?)js$/, '.d.$1ts') : target);
    }
  };
  visit(start);
  return found;
};

/** Whether the identifier only names a member (`x.process`, `{ process: 1 }`) or is the word of `declare global`. */
const isMember = (node: ts.Identifier): boolean => {
  const { parent } = node;
  return (
    ts.isModuleDeclaration(parent) ||
    (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
    ((ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isMethodSignature(parent)) &&
      parent.name === node)
  );
};

const nodeNames = (file: ts.SourceFile): readonly string[] => {
  const faults = importsOf(file).flatMap(({ specifier }) => (isBuiltin(specifier) ? [specifier] : []));
  faults.push(...file.typeReferenceDirectives.map(({ fileName }) => `/// types="${fileName}"`));
  walk(file, (node) => {
    if (ts.isIdentifier(node) && NODE_GLOBALS.has(node.text) && !isMember(node)) faults.push(node.text);
  });
  return faults.map((fault) => `${file.fileName}: ${fault}`);
};

/** Bundles a module text whose imports of the package mean the built files. */
const bundle = async (contents: string, external: readonly string[] = []) =>
  build({
    stdin: { contents, resolveDir: root, sourcefile: 'page.ts', loader: 'ts' },
    alias: Object.fromEntries(
      browserEntries.map((name) => [
        name.replace(/^\./, 'codex-rx'),
        join(root, manifest.exports[name]?.import?.default ?? ''),
      ]),
    ),
    bundle: true,
    external: [...external],
    format: 'iife',
    globalName: 'page',
    logLevel: 'silent',
    metafile: true,
    minify: external.length > 0,
    platform: 'browser',
    target: 'es2022',
    tsconfigRaw: '{}',
    write: false,
  });

beforeAll(requireBuild);

describe.each(browserEntries)('the entry %s', (name) => {
  it.each(filesOf(name))('%s reaches no Node module and no Node global', (path) => {
    const files = [...reachable(path).values()];
    expect(files.length).toBeGreaterThan(1);
    expect(files.flatMap(nodeNames)).toEqual([]);
  });
});

describe('a browser bundle', () => {
  it('is made without a warning, and opens a connection where nothing of Node is', async () => {
    const source = readFileSync(join(__dirname, 'consumer', 'browser.ts'), 'utf8');
    const { warnings, outputFiles, metafile } = await bundle(source);
    expect(warnings).toEqual([]);
    expect(Object.keys(metafile.inputs).filter((path) => path.startsWith('lib/'))).toEqual([]);

    const { AbortController, AbortSignal, TextDecoder, TextEncoder, queueMicrotask } = globalThis;
    const { clearInterval, clearTimeout, setInterval, setTimeout } = globalThis;
    const context = createContext({
      ...{ AbortController, AbortSignal, TextDecoder, TextEncoder, queueMicrotask },
      ...{ clearInterval, clearTimeout, setInterval, setTimeout },
    });
    runInContext(outputFiles[0]?.text ?? '', context);
    const page = runInContext('page', context) as typeof Page;
    const version = await new Promise((next, error) => page.version$.subscribe({ next, error }));
    expect(version).toBe('0.169.0');
    expect(page.isThread({ id: 1 })).toBe(false);
    await page.client.close();
  });

  it.each([
    ['SandboxMode', 'an enum'],
    ['ThreadArchiveParams', 'an object'],
  ])('takes the codec %s alone out of the protocol: %s', async (name) => {
    const { outputFiles } = await bundle(`export { ${name} } from 'codex-rx/protocol';`, ['io-ts']);
    const text = outputFiles[0]?.text ?? '';
    expect(text).toContain(`"${name}"`);
    // Nothing of the other definitions and of the tables: no other name, and no method.
    expect([...text.matchAll(/"[A-Z]\w+(?:Params|Response|Notification)"/g)].map(String)).toEqual(
      name.endsWith('Params') ? [`"${name}"`] : [],
    );
    expect(text).not.toMatch(/"\w+\/\w+"/);
    expect(text.length).toBeLessThan(4_000);
  });
});
