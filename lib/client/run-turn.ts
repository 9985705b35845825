import { asyncScheduler, Observable, switchMap, tap } from 'rxjs';
import { CodexTimeoutError } from '../errors/codex-timeout-error.js';
import { readOutput } from '../operators/read-output.js';
import { turnResult, type TurnResult } from '../operators/turn-result.js';
import type { ClientCore } from './core.js';
import { abandonTurn } from './interrupt-turn.js';
import { outputCodec } from './output-schema.js';
import { timerMs } from './timer-ms.js';
import type { TurnInput } from './turn-input.js';
import { mayRun } from './turn-start.js';
import { startTurn, type StartOptions, type TurnParams } from './start-turn.js';
import { untilAborted } from './until-aborted.js';

/** How a whole turn is run. */
export interface RunOptions {
  /** How long the whole turn may take, in ms from the write; then it is interrupted. Default: no limit. */
  readonly timeout?: number;
  /** Interrupts the turn when it aborts, and errors with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Whether the turn goes on when nobody waits for it any more. Default: false. */
  readonly detached?: boolean;
  /** What to do on a thread where a turn runs. Default: what the thread was opened with, or else `steer`. */
  readonly whenBusy?: StartOptions['whenBusy'];
}

/**
 * Cold: starts a turn and emits its result.
 *
 * Unsubscribing before the request was written sends nothing; later it interrupts the turn, unless it is detached or
 * merely steered another one.
 */
export const runTurn = <A>(
  core: ClientCore,
  threadId: string,
  input: TurnInput,
  params: TurnParams<A> = {},
  options: RunOptions = {},
): Observable<TurnResult<A>> => {
  const { outputSchema } = params;
  const toOutput = outputSchema && ((text: string | null) => readOutput(text, outputCodec(outputSchema)));
  const run$ = new Observable<TurnResult<A>>((subscriber) => {
    const { timeout, whenBusy } = options;
    const expire = (): void => subscriber.error(overdue(threadId, timeout!));
    const onWrite = (): void => {
      if (timeout !== undefined) subscriber.add(asyncScheduler.schedule(expire, timerMs(timeout)));
    };
    const start = startTurn(core, threadId, input, params, { onWrite, whenBusy });
    let settled = false;
    // Registered first, since a result may come before the subscription below returns.
    subscriber.add(() => {
      if (!settled && options.detached !== true) abandonTurn(core, start);
    });
    const result$ = start.started$.pipe(
      switchMap(({ channel: { log } }) => log.events$.pipe(turnResult(toOutput))),
      tap({ next: () => (settled = true), error: (error: unknown) => (settled = !mayRun(error)) }),
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
