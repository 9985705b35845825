import { defer, map, tap, throwError, type Observable } from 'rxjs';
import { CodexClosedError } from '../errors/codex-closed-error.js';
import { CodexDecodeError } from '../errors/codex-decode-error.js';
import { renderErrors } from '../protocol/describe-errors.js';
import { clientRequestResults } from '../protocol/generated/client-request-results.js';
import { clientRequestTraits } from '../protocol/generated/client-request-traits.js';
import type { ClientRequestMethod, ClientRequests } from '../protocol/generated/client-requests.js';
import type { Router } from '../router/router.js';
import type { Requests } from '../rpc/requests.js';
import { adoptTurns } from './adopt-turns.js';
import type { ClientSettings } from './client-options.js';
import type { ConfigGuard } from './config-guard.js';
import type { InternalCallOptions, SendRequest } from './core.js';
import { longestTimerMs } from './timer-ms.js';
import { untilAborted } from './until-aborted.js';

/**
 * Makes the function behind every typed call: deadline and lane from the method's traits, the result checked against
 * its codec, and turns that the result lists made known to the router. What would start a turn is refused while the
 * server runs on a configuration that nobody chose; once the client is being closed, all but interrupts is.
 *
 * @param closing whether the client is being closed
 */
export const createSendRequest = (
  requests: Requests,
  router: Router,
  settings: ClientSettings,
  configGuard: ConfigGuard,
  closing: () => boolean,
): SendRequest => {
  const deadlineOf = (method: ClientRequestMethod, timeout: number | undefined): number | undefined => {
    const kind = traitsOf(method)?.kind;
    const ms = timeout ?? (kind === 'long' ? Infinity : settings.requestTimeout);
    return ms > longestTimerMs ? undefined : ms;
  };

  return <M extends ClientRequestMethod>(
    method: M,
    params?: ClientRequests[M]['params'],
    options: InternalCallOptions = {},
  ): Observable<ClientRequests[M]['result']> =>
    defer(() => {
      const tooLate = closing() && method !== 'turn/interrupt';
      const fault = tooLate
        ? new CodexClosedError(`request ${method}`, 'not-sent')
        : configGuard.faultOf(method);
      if (fault) return throwError(() => fault);
      return requests.send(method, params, {
        lane: traitsOf(method)?.window ?? 'slotted',
        timeout: deadlineOf(method, options.timeout),
        ...(options.onWrite ? { onWrite: options.onWrite } : {}),
      });
    }).pipe(
      map((raw) => (settings.validate ? decodeResult(method, raw) : (raw as ClientRequests[M]['result']))),
      tap((result) => adoptTurns(router, method, result)),
      untilAborted(options.signal),
    );
};

/** A method that the tables do not know can come from JavaScript, or from a cast. */
const traitsOf = (method: string) =>
  Object.hasOwn(clientRequestTraits, method) ? clientRequestTraits[method as ClientRequestMethod] : undefined;

const decodeResult = <M extends ClientRequestMethod>(
  method: M,
  raw: unknown,
): ClientRequests[M]['result'] => {
  if (!Object.hasOwn(clientRequestResults, method)) return raw as ClientRequests[M]['result'];
  const codec = clientRequestResults[method];
  const decoded = codec.decode(raw);
  if (decoded._tag === 'Right') return decoded.right;
  throw new CodexDecodeError(method, raw, decoded.left, renderErrors(decoded.left));
};
