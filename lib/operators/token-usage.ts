import { map, pipe, type OperatorFunction } from 'rxjs';
import type { ThreadTokenUsage } from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ofMethod } from './of-method.js';

/**
 * Follows the token usage: of the last model call, of the whole thread, and the size of the context window.
 *
 * Reads `thread/tokenUsage/updated`. Counts are tokens.
 */
export const tokenUsage = (): OperatorFunction<ServerNotification, ThreadTokenUsage> =>
  pipe(
    ofMethod('thread/tokenUsage/updated'),
    map(({ params }) => params.tokenUsage),
  );
