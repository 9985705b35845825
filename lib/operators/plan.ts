import { map, pipe, type OperatorFunction } from 'rxjs';
import type { TurnPlanUpdatedNotification } from '../protocol/generated/definitions.js';
import type { ServerNotification } from '../protocol/notification.js';
import { ofMethod } from './of-method.js';

/**
 * Follows the agent's plan: all steps with their status, at each update.
 *
 * Reads `turn/plan/updated`, which the server sends only with `tools.update_plan.enabled = true` in its config.
 */
export const plan = (): OperatorFunction<ServerNotification, TurnPlanUpdatedNotification> =>
  pipe(
    ofMethod('turn/plan/updated'),
    map(({ params }) => params),
  );
