import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { PlayerKind } from './player';

/** As much of `@openai/codex-sdk` as is used here; it is installed apart and found at run time. */
interface CodexSdk {
  readonly Codex: new (options: {
    readonly codexPathOverride: string;
    readonly env: Readonly<Record<string, string>>;
  }) => {
    startThread(options: { readonly workingDirectory: string; readonly skipGitRepoCheck: true }): {
      run(prompt: string): Promise<{ readonly finalResponse: string }>;
    };
  };
}

/**
 * `@openai/codex-sdk` on the same binary and the same home: one `codex exec` per turn.
 *
 * @param folder where the package is installed
 * @returns undefined where it is not
 */
export const loadSdkPlayer = async (folder: string): Promise<PlayerKind | undefined> => {
  const text = await readFile(join(folder, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { version, module } = JSON.parse(text) as { readonly version: string; readonly module: string };
  const { Codex } = (await import(pathToFileURL(join(folder, module)).href)) as CodexSdk;
  return {
    name: `@openai/codex-sdk ${version}`,
    start: async ({ codexBin, env, cwd }) => {
      const inherited = Object.entries(process.env).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const codex = new Codex({
        codexPathOverride: codexBin,
        env: { ...Object.fromEntries(inherited), ...env },
      });
      return {
        converse: async () => {
          const thread = codex.startThread({ workingDirectory: cwd, skipGitRepoCheck: true });
          return { turn: async (prompt) => (await thread.run(prompt)).finalResponse };
        },
        close: async () => undefined,
      };
    },
  };
};
