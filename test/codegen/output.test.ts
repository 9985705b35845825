import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { staleFiles, writeFiles } from '../../codegen/output';

const files = [
  { name: 'a.ts', text: 'a' },
  { name: 'b.ts', text: 'b' },
];

describe('writeFiles and staleFiles', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'codex-rx-output-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('make the folder and write everything, then nothing', async () => {
    const folder = join(root, 'deep/er');
    expect(await staleFiles(folder, files)).toEqual(['a.ts', 'b.ts']);
    expect(await writeFiles(folder, files)).toEqual(['a.ts', 'b.ts']);
    expect(await staleFiles(folder, files)).toEqual([]);
    expect(await writeFiles(folder, files)).toEqual([]);
    expect(await readFile(join(folder, 'a.ts'), 'utf8')).toBe('a');
  });

  it('repair what differs, is missing or should not be there, and leave other kinds of files alone', async () => {
    await writeFiles(root, files);
    await writeFile(join(root, 'a.ts'), 'changed');
    await rm(join(root, 'b.ts'));
    await writeFile(join(root, 'old.ts'), '');
    await writeFile(join(root, 'README.md'), '');
    expect(await staleFiles(root, files)).toEqual(['a.ts', 'b.ts', 'old.ts']);
    expect(await writeFiles(root, files)).toEqual(['a.ts', 'b.ts', 'old.ts']);
    expect((await readdir(root)).sort()).toEqual(['README.md', 'a.ts', 'b.ts']);
  });

  it('do not hide a folder that cannot be read', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(staleFiles(join(root, 'file'), files)).rejects.toThrow(/ENOTDIR/);
  });
});
