import type { Observable } from 'rxjs';
import { CodexRequestError } from '../../errors/codex-request-error.js';
import type {
  WindowsSandboxSetupCompletedNotification,
  WindowsSandboxSetupStartParams,
} from '../../protocol/generated/definitions.js';
import type { ClientCore } from '../core.js';
import { follow, type FollowSink } from './follow.js';

/**
 * Cold: sets up the sandbox of a server on Windows (`windowsSandbox/setupStart`): emits once when that is done
 * (`windowsSandbox/setupCompleted`), and completes. Errors with `CodexRequestError` when the set-up fails.
 * Unsubscribing only stops waiting.
 */
export const setupWindowsSandbox = (
  core: ClientCore,
  params: WindowsSandboxSetupStartParams,
): Observable<WindowsSandboxSetupCompletedNotification> =>
  follow(core, {
    start: (options) => core.request('windowsSandbox/setupStart', params, options),
    events$: core.on('windowsSandbox/setupCompleted'),
    answered: ({ started }, sink: FollowSink<WindowsSandboxSetupCompletedNotification>) => {
      if (!started) sink.error(refusal('the server did not start it'));
    },
    happened: (event, _, sink) => {
      if (event.mode !== params.mode) return;
      if (!event.success) return sink.error(refusal(event.error ?? 'the server gives no reason'));
      sink.next(event);
      return sink.complete();
    },
    stop: () => true,
  });

/** The set-up was accepted and failed later; to the caller that is the same. */
const refusal = (message: string): CodexRequestError =>
  new CodexRequestError('windowsSandbox/setupStart', { code: -32603, message });
