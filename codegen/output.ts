import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GeneratedFile } from './render/source.js';

const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

const existing = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const generated = names.filter((name) => name.endsWith('.ts')).sort();
  return new Map(
    await Promise.all(
      generated.map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
    ),
  );
};

/** Names the files of a folder that are missing, differ, or should not be there. */
export const staleFiles = async (
  folder: string,
  files: readonly GeneratedFile[],
): Promise<readonly string[]> => {
  const present = await existing(folder);
  const wanted = new Map(files.map((file) => [file.name, file.text]));
  return [...new Set([...present.keys(), ...wanted.keys()])]
    .filter((name) => present.get(name) !== wanted.get(name))
    .sort();
};

/** Writes the files and removes generated ones that are no longer made. Returns the names of those that changed. */
export const writeFiles = async (
  folder: string,
  files: readonly GeneratedFile[],
): Promise<readonly string[]> => {
  const stale = await staleFiles(folder, files);
  await mkdir(folder, { recursive: true });
  for (const name of stale) {
    const file = files.find((candidate) => candidate.name === name);
    if (file === undefined) await rm(join(folder, name));
    else await writeFile(join(folder, name), file.text);
  }
  return stale;
};

/** Writes a page if it differs, or only looks. Returns whether it differed. */
export const updatePage = async (path: string, text: string, lookOnly: boolean): Promise<boolean> => {
  const before = await readFile(path, 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (before === text) return false;
  if (!lookOnly) await writeFile(path, text);
  return true;
};
