import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { startScriptedCodex, type ScriptedCodexOptions } from '../../../lib/testing';
import { codeBlocks } from './code-blocks';
import { exportedNames, pageProgram, type PageProgram } from './page-program';
import type { Printed } from './page-runtime';

/** The top of the repository. */
export const root = join(__dirname, '../../..');

/** Programs that are made from pages; the folder can be removed at any time. */
const folder = join(root, '.jest-cache/pages');

/** The name of a page without its ending, as its stage and its test are called. */
export const nameOf = (page: string): string => basename(page, '.md').toLowerCase();

/** Writes the program of a page beside the others. */
export const writePage = (page: string): PageProgram & { readonly path: string } => {
  const blocks = codeBlocks(readFileSync(join(root, page), 'utf8'), 'ts');
  const stage = join(root, 'test/docs/stages', nameOf(page));
  const names = exportedNames(existsSync(`${stage}.ts`) ? readFileSync(`${stage}.ts`, 'utf8') : '');
  const runtime = join(root, 'test/docs/support/page-runtime');
  const program = pageProgram(blocks, { stage: { path: stage, names }, runtime });
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${nameOf(page)}.ts`);
  writeFileSync(path, program.source);
  return { ...program, path };
};

/** How a page went. */
export interface PageRun {
  readonly printed: readonly Printed[];
  /** What the stage printed. */
  readonly staged: readonly string[];
}

/**
 * Runs the code of a page as a program of its own, with the real codex and a scripted model in its environment, and
 * holds every line that says what it prints to that.
 */
export const runPage = async (
  page: string,
  { env = {}, ...options }: ScriptedCodexOptions & { readonly env?: Readonly<Record<string, string>> } = {},
): Promise<PageRun> => {
  const { path, expected } = writePage(page);
  const codex = await startScriptedCodex(options);
  try {
    const output = await execute(path, { ...process.env, ...codex.env, ...env }, codex.cwd);
    const printed = output
      .split('\n')
      .filter((line) => line.startsWith('{"line":'))
      .map((line) => JSON.parse(line) as Printed);
    for (const [line, texts] of expected) {
      const found = printed.filter((print) => print.line === line).map(({ text }) => text);
      expect([`${page}:${line}`, ...found]).toEqual([`${page}:${line}`, ...texts.map(matching)]);
    }
    expect(codex.model.errors).toEqual([]);
    return { printed, staged: printed.filter(({ line }) => line === 0).map(({ text }) => text) };
  } finally {
    await codex.dispose();
  }
};

/** An ellipsis stands for anything. */
const matching = (text: string): unknown => {
  if (!text.includes('…')) return text;
  const parts = text.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return expect.stringMatching(new RegExp(`^${parts.join('[\\s\\S]*')}$`)) as unknown;
};

/** Node ends with an error for a promise that nobody handles, and for whatever else goes wrong. */
const execute = (path: string, env: NodeJS.ProcessEnv, cwd: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const runner = [join(root, 'test/run-ts.mjs'), path];
    execFile(process.execPath, runner, { env, cwd, timeout: 25_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${basename(path)} failed (${String(error.code)})\n${stderr}\n${stdout}`));
    });
  });
