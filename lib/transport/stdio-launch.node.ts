import { CodexOptionsError } from '../errors/codex-options-error.js';
import { configArguments, type CodexConfig } from './config-arguments.js';
import { findCodexBinary } from './find-codex-binary.node.js';

/** What the child is and where it runs. */
export interface StdioLaunchOptions {
  /** The codex binary. Default: `CODEX_BIN`, then the package `@openai/codex`, then `PATH`. */
  readonly codexBin?: string;
  /** Settings laid over config.toml, passed as `--config key=value`. */
  readonly config?: CodexConfig;
  /** The working folder of the process. Default: this process's. */
  readonly cwd?: string;
  /** Variables laid over the inherited environment; `undefined` takes one away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Replaces the whole launch: a wrapper, a remote shell, a fake server. Not read by any shell. */
  readonly command?: string;
  /** The arguments of `command`. */
  readonly args?: readonly string[];
}

/** What is handed to the operating system; no shell stands between. */
export interface StdioLaunch {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Works out the command line and environment of the child.
 *
 * @throws CodexBinaryNotFoundError, CodexOptionsError
 */
export const stdioLaunch = (options: StdioLaunchOptions): StdioLaunch => {
  const env = { ...process.env, ...options.env };
  const { command, args, config, codexBin, cwd } = options;
  if (command === undefined && args !== undefined) {
    throw new CodexOptionsError('The option args was given without command.', {
      hint: 'Give both to replace the whole launch, or use config for settings of codex.',
    });
  }
  if (command !== undefined) {
    const idle = [config && 'config', codexBin !== undefined && 'codexBin'].filter(Boolean);
    if (idle.length > 0) {
      throw new CodexOptionsError(`The option ${idle.join(' and ')} has no effect beside command.`, {
        hint: 'command with args replaces the whole launch; write such settings into args.',
      });
    }
    return { command, args: args ?? [], cwd, env };
  }
  const binary = findCodexBinary({ env, ...(codexBin === undefined ? {} : { codexBin }) });
  return { command: binary, args: ['app-server', ...configArguments(config ?? {})], cwd, env };
};

/** Values under such a name never appear in an error or a diagnostic. */
const secretName = /key|token|secret|passw|auth|credential|cookie|session|private/i;

/** Settings of codex that hold the name of a variable, which an error message needs. */
const variableName = /env_(?:key|var|http_headers)$/;

/** The values in an environment or a configuration that must not be shown, judged by their names. */
export const secretsOf = (values: object, inSecret = false): string[] =>
  Object.entries(values).flatMap(([name, value]: [string, unknown]) => {
    if (variableName.test(name)) return [];
    const secret = inSecret || secretName.test(name);
    if (typeof value === 'object' && value !== null) return secretsOf(value, secret);
    return secret && typeof value === 'string' && value !== '' ? [value] : [];
  });
