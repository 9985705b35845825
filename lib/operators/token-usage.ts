import { map, pipe, type OperatorFunction } from 'rxjs';
import type { ThreadTokenUsage } from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ofMethod } from './of-method.js';

/** How many tokens were used: by the last model call (`last`), and by the thread in all (`total`). */
export interface TokenUsage extends ThreadTokenUsage {
  /**
   * How full the context window is, 0 to 100: the tokens of the last model call, which read the whole context, in
   * percent of `modelContextWindow`. Null where the server does not know the window.
   */
  readonly contextPercent: number | null;
}

/**
 * Follows the token usage: of the last model call, of the whole thread, and of the context window.
 *
 * Reads `thread/tokenUsage/updated`. Counts are tokens. Completes and errors with its source.
 */
export const tokenUsage = (): OperatorFunction<ServerNotification, TokenUsage> =>
  pipe(
    ofMethod('thread/tokenUsage/updated'),
    map(({ params: { tokenUsage: usage } }) => ({ ...usage, contextPercent: contextPercentOf(usage) })),
  );

/** How full a context window is, 0 to 100; null where it is not known. */
export const contextPercentOf = ({ last, modelContextWindow: window }: ThreadTokenUsage): number | null => {
  if (typeof window !== 'number' || window <= 0) return null;
  return Math.min(100, Math.max(0, (100 * last.totalTokens) / window));
};
