import { map, pipe, type OperatorFunction } from 'rxjs';
import type { ServerNotification } from '../protocol/notification.js';
import { ofMethod } from './of-method.js';

/**
 * Follows what the turn changed in files: one unified diff over all of them, at each update.
 *
 * Reads `turn/diff/updated`.
 */
export const diff = (): OperatorFunction<ServerNotification, string> =>
  pipe(
    ofMethod('turn/diff/updated'),
    map(({ params }) => params.diff),
  );
