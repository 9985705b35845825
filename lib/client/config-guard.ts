import { CodexConfigError } from '../errors/codex-config-error.js';

/** Watches for the warning that the server could not read its configuration. */
export interface ConfigGuard {
  /** Takes the params of a `configWarning`. */
  warning(params: unknown): void;
  /** Why a request must not be sent, if there is a reason: it would start a turn. */
  faultOf(method: string): CodexConfigError | undefined;
}

/** What starts a turn, at once or when its time comes. */
const startsTurn: ReadonlySet<string> = new Set([
  'turn/start',
  'review/start',
  'thread/compact/start',
  'thread/goal/set',
  'thread/queue/add',
  'thread/queue/start',
]);

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
    faultOf: (method) => (startsTurn.has(method) ? fault : undefined),
  };
};
