import type { CodexRequestError } from './codex-request-error.js';
import { isCodexError } from './is-codex-error.js';

/** What the server answers when its queue of 128 messages is full; it has not looked at the request. */
const overloaded = -32001;

/**
 * Whether an error is the server's refusal of a request that it had no room for (code -32001): it had no effect, and
 * may be tried again. Works across duplicate installations.
 */
export const isOverloaded = (error: unknown): error is CodexRequestError =>
  isCodexError(error) &&
  error.name === 'CodexRequestError' &&
  (error as CodexRequestError).code === overloaded;
