import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodexOptionsError } from '../../errors/codex-options-error.js';
import { tomlDocument } from '../../transport/toml.js';
import { defaultConfig, type ModelRetries } from './default-config.js';
import { isolatedEnv } from './isolated-env.js';
import { mergeConfig } from './merge-config.js';

/** Options of `createCodexHome`. */
export interface CodexHomeOptions {
  /** The base URL of the model, such as `url` of `startScriptedModel`. */
  readonly modelUrl: string;
  /** The name of the model. Default: `scripted-model`, which codex does not know and says so in a warning. */
  readonly model?: string;
  /** When codex asks before it acts. Default: `on-request`. */
  readonly approvalPolicy?: 'untrusted' | 'on-request' | 'never';
  /** What commands may do unasked. Default: `read-only`. */
  readonly sandboxMode?: 'read-only' | 'workspace-write' | 'danger-full-access';
  /** Whether the model has the tool `update_plan`. Default: true. */
  readonly planTool?: boolean;
  /** How often a failed model call is tried again. Default: never. */
  readonly retries?: ModelRetries;
  /** Settings of config.toml, laid over those of the isolated home; undefined removes a setting. */
  readonly config?: Readonly<Record<string, unknown>>;
  /**
   * Points the proxy variables at a dead port, so that nothing but this machine can be reached by programs that heed
   * them, codex among them. Default: true.
   */
  readonly offline?: boolean;
  /** The folder in which the temporary one is created. Default: the system's folder for temporary files. */
  readonly root?: string;
  /** Leaves the folder in place on `dispose`, to look into. Default: false. */
  readonly keep?: boolean;
}

/** A home of codex that has nothing to do with the user's own. */
export interface CodexHome {
  /** The folder that is CODEX_HOME. */
  readonly path: string;
  /** An empty folder to run turns in. */
  readonly workdir: string;
  /** The path of config.toml. */
  readonly configPath: string;
  /** The variables to lay over the environment of codex. */
  readonly env: Readonly<Record<string, string>>;
  /** Removes the folders; close codex first. Idempotent. */
  dispose(): Promise<void>;
}

/**
 * Creates a temporary CODEX_HOME whose only model is the one at `modelUrl`, and an empty folder to work in.
 *
 * Nothing of the user's own codex is read: no login, no configuration, no history.
 *
 * @throws CodexOptionsError (rejecting) if `modelUrl` is no http URL; TypeError if `config` cannot be written as TOML
 */
export const createCodexHome = async (options: CodexHomeOptions): Promise<CodexHome> => {
  const { modelUrl, planTool = true, offline = true, keep = false } = options;
  if (!/^https?:\/\//.test(String(modelUrl))) {
    throw new CodexOptionsError(
      `createCodexHome: modelUrl must be an http URL, not ${JSON.stringify(modelUrl)}.`,
    );
  }
  const defaults = defaultConfig({
    modelUrl,
    model: options.model ?? 'scripted-model',
    approvalPolicy: options.approvalPolicy ?? 'on-request',
    sandboxMode: options.sandboxMode ?? 'read-only',
    retries: options.retries ?? {},
  });
  const toolless = planTool ? defaults : mergeConfig(defaults, { tools: undefined });
  const config = tomlDocument(mergeConfig(toolless, options.config ?? {}));

  // macOS names its temporary folder through a link, and codex reports real paths.
  const root = await realpath(await mkdtemp(join(options.root ?? tmpdir(), 'codex-rx-')));
  const path = join(root, 'codex-home');
  const workdir = join(root, 'work');
  const userHome = join(root, 'user-home');
  const configPath = join(path, 'config.toml');
  await Promise.all([path, workdir, userHome].map((folder) => mkdir(folder)));
  await writeFile(configPath, config);

  let disposed: Promise<void> | undefined;
  return {
    path,
    workdir,
    configPath,
    env: isolatedEnv({ path, userHome, offline }),
    // A codex that is just ending may still be writing into its folder.
    dispose: () =>
      (disposed ??= keep
        ? Promise.resolve()
        : rm(root, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })),
  };
};
