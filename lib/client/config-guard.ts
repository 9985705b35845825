import { CodexConfigError } from '../errors/codex-config-error.js';

/** Watches for the warning that the server could not read its configuration. */
export interface ConfigGuard {
  /** Takes the params of a `configWarning`. */
  warning(params: unknown): void;
  /** Why no turn may start, if there is a reason. */
  fault(): CodexConfigError | undefined;
}

/** The summary that codex 0.169.0 gives when config.toml is invalid; other warnings are harmless. */
const usingDefaults = /invalid configuration; using defaults/i;

/** Makes the guard; with `allowDefaultConfig` it lets everything pass. */
export const createConfigGuard = (allowDefaultConfig: boolean): ConfigGuard => {
  let fault: CodexConfigError | undefined;
  return {
    warning: (params) => {
      const { summary, details } = Object(params) as {
        readonly summary?: unknown;
        readonly details?: unknown;
      };
      if (allowDefaultConfig || typeof summary !== 'string' || !usingDefaults.test(summary)) return;
      fault ??= new CodexConfigError(summary, typeof details === 'string' ? details : null);
    },
    fault: () => fault,
  };
};
