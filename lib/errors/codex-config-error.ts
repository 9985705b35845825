import { CodexError } from './codex-error.js';

/**
 * The server could not read its config.toml and runs on its defaults, with the real model provider.
 *
 * Turns are refused so that nothing is sent to a provider that nobody chose.
 */
export class CodexConfigError extends CodexError {
  override readonly name: string = 'CodexConfigError';

  constructor(summary: string, details: string | null | undefined) {
    super(`The server runs on default settings because its configuration is invalid: ${summary}`, {
      details: details ? [details] : [],
      hint: 'Mend config.toml in CODEX_HOME, or accept the defaults with { allowDefaultConfig: true }.',
    });
  }
}
