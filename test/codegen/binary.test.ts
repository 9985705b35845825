import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBinary } from '../../codegen/input/binary';
import { ROOT } from './support/dump-once';

const EXECUTABLE = process.platform === 'win32' ? 'codex.exe' : 'codex';

/** Lays out a project in which a package manager put the platform package at `at`. */
const withProject = async (at: string, use: (root: string, binary: string) => void): Promise<void> => {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'codex-rx-binary-')));
  try {
    const codex = join(root, 'node_modules/@openai/codex');
    const platform = join(root, at, `@openai/codex-${process.platform}-${process.arch}`);
    const bin = join(platform, 'vendor/some-triple/bin');
    await mkdir(codex, { recursive: true });
    await mkdir(bin, { recursive: true });
    await writeFile(join(root, 'package.json'), '{}');
    await writeFile(join(codex, 'package.json'), '{"name":"@openai/codex","version":"1.0.0"}');
    await writeFile(join(platform, 'package.json'), '{"name":"platform","version":"1.0.0"}');
    await writeFile(join(bin, EXECUTABLE), '');
    use(root, join(bin, EXECUTABLE));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
};

describe('findBinary', () => {
  it('finds the one that the project installed', () => {
    expect(findBinary(ROOT, undefined, {})).toMatch(/vendor.*bin.codex(\.exe)?$/);
  });

  it.each(['node_modules', 'node_modules/@openai/codex/node_modules'])(
    'finds a platform package under %s',
    (at) => withProject(at, (root, binary) => expect(findBinary(root, undefined, {})).toBe(binary)),
  );

  it('takes the given path first, then CODEX_BIN', () =>
    withProject('node_modules', (root, binary) => {
      expect(findBinary(root, process.execPath, { CODEX_BIN: '/nowhere' })).toBe(process.execPath);
      expect(findBinary(root, undefined, { CODEX_BIN: process.execPath })).toBe(process.execPath);
      expect(findBinary(root, undefined, { CODEX_BIN: '' })).toBe(binary);
    }));

  it('says what to do when there is none', async () => {
    expect(() => findBinary(ROOT, '/nowhere/codex', {})).toThrow(
      'There is no codex binary at /nowhere/codex. Check --codex.',
    );
    expect(() => findBinary(ROOT, undefined, { CODEX_BIN: '/nowhere' })).toThrow('Check CODEX_BIN.');
    const empty = await mkdtemp(join(tmpdir(), 'codex-rx-binary-'));
    try {
      expect(() => findBinary(empty, undefined, {})).toThrow(/^No codex binary found\. Run `npm ci`/);
    } finally {
      await rm(empty, { recursive: true, force: true });
    }
  });
});
