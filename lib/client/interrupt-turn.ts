import { catchError, concat, defer, ignoreElements, map, of, throwError, type Observable } from 'rxjs';
import { isCodexError } from '../errors/is-codex-error.js';
import { CodexRequestError } from '../errors/codex-request-error.js';
import type { TurnChannel } from '../router/turn-channel.js';
import type { CallOptions, ClientCore } from './core.js';
import type { TurnStart } from './own-turns.js';
import { unknownThread } from './turn-methods.js';
import { whenStarted } from './when-started.js';

/**
 * The turn id that stops whatever runs on a thread.
 *
 * It is the only one that works before `turn/started`; by then the turn's own id is refused with the words that
 * also mean that the turn has ended.
 */
const whateverRuns = '';

/** What the server says both when a turn has not yet started and when it has ended; the second when another runs. */
const notActive = /no active turn to interrupt|expected active turn id/;

/**
 * Interrupts the turn of a `turn/start` that nobody waits for any more; writes before it returns.
 *
 * Does nothing for a request that was not written, that merely steered another turn, or whose turn is over.
 */
export const abandonTurn = (core: ClientCore, start: TurnStart): void => {
  const turnId = targetOf(start);
  if (turnId === undefined) return;
  const runsOn = start.markInterrupted();
  core.request('turn/interrupt', { threadId: start.threadId, turnId }).subscribe({
    // The turn may have ended by itself before the interrupt arrived. Nobody is left to be told of anything else.
    error: (error: unknown) => isNotActive(error) || runsOn(),
  });
};

/** What an interrupt must name to stop the turn of a `turn/start` now, and nothing else; undefined for nothing. */
const targetOf = (start: TurnStart): string | undefined => {
  const channel = start.channel();
  if (!start.written() || start.steers() || channel?.over()) return undefined;
  return channel?.activeId() ?? whateverRuns;
};

/** A turn to be interrupted on request. */
export interface InterruptTarget {
  readonly channel: TurnChannel;
  readonly threadId: string | undefined;
  /** The `turn/start` of this client that began it, if one did. */
  readonly start: TurnStart | undefined;
}

/**
 * Cold: interrupts a turn, emits once when the server has taken the interrupt or the turn is over, and completes.
 *
 * Writes on subscription. A turn that ended by itself meanwhile is no error. Where the server does not know the turn
 * yet, the interrupt is sent again when it has started.
 */
export const interruptTurn = (
  core: ClientCore,
  { channel, start, ...target }: InterruptTarget,
  options: Pick<CallOptions, 'timeout'> = {},
): Observable<void> => {
  const attempt = (): Observable<void> => {
    const threadId = target.threadId ?? channel.threadId();
    if (channel.over()) return of(undefined);
    if (threadId === undefined) return throwError(() => unknownThread(channel.id));
    const ownStart = start?.steers() === false ? start : undefined;
    const activeId = channel.activeId();
    const runsOn =
      activeId === undefined
        ? ownStart?.markInterrupted()
        : core.router.thread(threadId).turnstile.interrupted(channel);
    const turnId = activeId ?? (ownStart ? whateverRuns : channel.id);
    return core.request('turn/interrupt', { threadId, turnId }, options).pipe(
      map(() => undefined),
      catchError((error: unknown) => {
        if (isNotActive(error) && channel.over()) return of(undefined);
        // What had started and yet is not active has its end on the way.
        if (isNotActive(error) && activeId !== undefined) return concat(ended(channel), of(undefined));
        runsOn?.();
        if (!isNotActive(error) || channel.phase() === 'expected') throw error;
        return concat(whenStarted(channel), defer(attempt));
      }),
    );
  };
  return defer(attempt);
};

const ended = (channel: TurnChannel): Observable<never> => channel.log.watched$.pipe(ignoreElements());

const isNotActive = (error: unknown): boolean =>
  isCodexError(error) && error instanceof CodexRequestError && notActive.test(error.serverMessage);
