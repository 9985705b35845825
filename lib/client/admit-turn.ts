import {
  concat,
  defer,
  EMPTY,
  ignoreElements,
  merge,
  mergeMap,
  of,
  take,
  throwError,
  type Observable,
} from 'rxjs';
import { CodexBusyError } from '../errors/codex-busy-error.js';
import type { TurnChannel } from '../router/turn-channel.js';
import type { Release } from '../router/turnstile.js';
import type { ClientCore } from './core.js';
import { interruptTurn } from './interrupt-turn.js';

/**
 * What starting a turn does on a thread where one runs.
 *
 * `steer`: the input goes to the turn that runs, as the server does by itself. `queue`: waits until the thread is
 * free, in order. `reject`: errors with `CodexBusyError`. `replace`: interrupts what runs, and starts when it has
 * ended. Turns that others start, or the server by itself, count as soon as they are known.
 */
export type WhenBusy = 'steer' | 'queue' | 'reject' | 'replace';

/**
 * Cold: emits a reservation of the thread when a turn may be started, and completes; to be released when the request
 * is written or given up.
 */
export const admitTurn = (core: ClientCore, threadId: string, whenBusy: WhenBusy): Observable<Release> =>
  defer(() => {
    const { turnstile, turns$ } = core.router.thread(threadId);
    if (whenBusy === 'steer') return of(turnstile.reserve());
    if (!turnstile.occupied() || whenBusy === 'queue') return turnstile.admission$;
    if (whenBusy === 'reject') return throwError(() => new CodexBusyError(threadId, turnstile.active()?.id));
    const interrupt = (channel: TurnChannel): Observable<never> =>
      interruptTurn(core, { channel, threadId, start: undefined }).pipe(ignoreElements());
    const running = turnstile.active();
    // Also what starts before this one gets its turn: the newest replacement is the one that is wanted.
    const interrupts$ = concat(running ? of(running) : EMPTY, turns$).pipe(mergeMap(interrupt));
    return merge(turnstile.admission$, interrupts$).pipe(take(1));
  });
