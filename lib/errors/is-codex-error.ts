import { codexErrorBrand, type CodexError } from './codex-error.js';

/**
 * Whether a value is an error of this library, whichever installed copy of it made the error.
 *
 * Use it where `instanceof` would fail: across realms, bundles and duplicate installs.
 */
export const isCodexError = (value: unknown): value is CodexError =>
  typeof value === 'object' &&
  value !== null &&
  (value as { [codexErrorBrand]?: unknown })[codexErrorBrand] === true;
