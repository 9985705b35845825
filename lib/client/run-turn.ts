import { asyncScheduler, Observable, switchMap, tap } from 'rxjs';
import { CodexTimeoutError } from '../errors/codex-timeout-error.js';
import { turnResult, type TurnResult } from '../operators/turn-result.js';
import type { ClientCore } from './core.js';
import { abandonTurn } from './interrupt-turn.js';
import { timerMs } from './timer-ms.js';
import type { TurnInput } from './turn-input.js';
import { createTurnStart, type TurnParams } from './turn-start.js';
import { untilAborted } from './until-aborted.js';

/** How a whole turn is run. */
export interface RunOptions {
  /** How long the whole turn may take, in ms from the write; then it is interrupted. Default: no limit. */
  readonly timeout?: number;
  /** Interrupts the turn when it aborts, and errors with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whether the turn goes on when nobody waits for it any more. Default: false. */
  readonly detached?: boolean;
}

/**
 * Cold: starts a turn and emits its result.
 *
 * Unsubscribing before the request was written sends nothing; later it interrupts the turn, unless it is detached or
 * merely steered another one.
 */
export const runTurn = (
  core: ClientCore,
  threadId: string,
  input: TurnInput,
  params: TurnParams = {},
  options: RunOptions = {},
): Observable<TurnResult> => {
  const run$ = new Observable<TurnResult>((subscriber) => {
    const { timeout } = options;
    const expire = (): void => subscriber.error(overdue(threadId, timeout!));
    const onWrite = (): void => {
      if (timeout !== undefined) subscriber.add(asyncScheduler.schedule(expire, timerMs(timeout)));
    };
    const start = createTurnStart(core, threadId, input, params, { onWrite });
    let settled = false;
    // Registered first, since a result may come before the subscription below returns.
    subscriber.add(() => {
      if (!settled && options.detached !== true) abandonTurn(core, start);
    });
    const result$ = start.channel$.pipe(
      switchMap(({ log }) => log.events$.pipe(turnResult())),
      tap({ next: () => (settled = true), error: () => (settled = true) }),
    );
    subscriber.add(result$.subscribe(subscriber));
  });
  return run$.pipe(untilAborted(options.signal));
};

const overdue = (threadId: string, ms: number): CodexTimeoutError =>
  new CodexTimeoutError(`The turn on thread ${threadId}`, ms, {
    missed: 'did not end',
    hint: 'It was interrupted, unless it is detached. Give it longer with { timeout }.',
  });
