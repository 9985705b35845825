import {
  catchError,
  defaultIfEmpty,
  map,
  mergeMap,
  Observable,
  of,
  takeUntil,
  timer,
  type Subscription,
} from 'rxjs';
import { CodexDecodeError } from '../errors/codex-decode-error.js';
import { CodexTimeoutError } from '../errors/codex-timeout-error.js';
import type { Turn } from '../protocol/generated/definitions.js';
import type { TurnChannel } from '../router/turn-channel.js';
import type { Release } from '../router/turnstile.js';
import { admitTurn, type WhenBusy } from './admit-turn.js';
import type { ClientCore, InternalCallOptions } from './core.js';
import type { StartedTurn, TurnStart } from './own-turns.js';
import { untilAborted } from './until-aborted.js';

/** An answer that names the turn that it started. */
export interface TurnAnswer {
  readonly turn: Turn;
}

/** A request that starts a turn. */
export interface TurnStartRequest<A extends TurnAnswer> {
  readonly threadId: string;
  /** Cold: sends it. */
  readonly send: (options: InternalCallOptions) => Observable<A>;
  /** What to do on a thread where a turn runs. Default: steer, as the server does. */
  readonly whenBusy?: WhenBusy | undefined;
}

/**
 * How long an id that was answered on a busy thread may stay unseen after the turn ahead has ended, in ms. Servers
 * before 0.155 answer such a start with an id that never runs; one that runs is announced within milliseconds.
 */
const unseenGrace = 1_000;

/** Prepares a `turn/start` or `review/start`; nothing is sent before `started$` is subscribed. */
export const createTurnStart = <A extends TurnAnswer>(
  core: ClientCore,
  { threadId, send, whenBusy = 'steer' }: TurnStartRequest<A>,
  { signal, onWrite: noteWrite, ...options }: InternalCallOptions = {},
): TurnStart<A> => {
  let written = false;
  let steers = false;
  /** The turn that it was taken to steer. */
  let ahead: TurnChannel | undefined;
  /** The first turn that opened behind the write, where nothing ran: the one that was started. */
  let presumed: TurnChannel | undefined;
  let watch: Subscription | undefined;
  /** The interrupts of the turn that were written and did not fail. */
  const interrupts = new Set<symbol>();
  let answered = false;
  let channel: TurnChannel | undefined;
  let settlePending: Release = () => undefined;
  /** Takes back what the answer made of an interrupt that was written before it. */
  let runsOn: Release = () => undefined;
  const turnstile = () => core.router.thread(threadId).turnstile;

  const onWrite = (): void => {
    written = true;
    steers = turnstile().busy();
    ahead = turnstile().active();
    settlePending = turnstile().startPending();
    if (!steers) {
      core.ownTurns.written(start);
      watch = core.router.thread(threadId).turns$.subscribe((opened) => (presumed ??= opened));
    }
    noteWrite?.();
  };

  const settle = (found: TurnChannel | undefined): void => {
    watch?.unsubscribe();
    answered = true;
    channel = found ?? presumed;
    // The end of the turn ahead was on its way when this was written: it started a turn of its own.
    if (steers && found && found !== ahead && ahead?.over()) {
      steers = false;
      core.ownTurns.written(start);
    }
    if (interrupts.size > 0 && channel) runsOn = turnstile().interrupted(channel);
    settlePending();
    core.ownTurns.answered(start, channel);
    turnstile().admit();
  };

  /** An id that is answered while the turn ahead runs is that turn's own, or may never run. */
  const channelOf = (turnId: string): TurnChannel => {
    if (!steers || !ahead || ahead.id === turnId || ahead.over()) return core.router.adopt(threadId, turnId);
    const found = core.router.await(threadId, turnId);
    identifyUnseen(core, found, ahead);
    return found;
  };

  const markInterrupted = (): Release => {
    const mark = Symbol('turn/interrupt');
    interrupts.add(mark);
    settlePending();
    const known = channel ?? presumed;
    const knownRunsOn = known && turnstile().interrupted(known);
    if (!known && !answered) settlePending = turnstile().startInterrupted();
    return () => {
      knownRunsOn?.();
      if (!interrupts.delete(mark) || interrupts.size > 0) return;
      runsOn();
      if (answered) return;
      settlePending();
      settlePending = turnstile().startPending();
    };
  };

  const started$ = new Observable<StartedTurn<A>>((subscriber) => {
    if (subscriber.closed) return undefined;
    let giveUp: () => void = () => undefined;
    const noteWritten = (): void => {
      onWrite();
      giveUp();
    };
    const answer$ = send({ ...options, onWrite: noteWritten }).pipe(
      map((response) => ({ channel: channelOf(response.turn.id), response })),
    );
    const admitted$ = admitTurn(core, threadId, whenBusy).pipe(
      mergeMap((release) => {
        giveUp = release;
        return answer$;
      }),
    );
    const pending = admitted$.subscribe({
      next: (started) => {
        settle(started.channel);
        subscriber.next(started);
        subscriber.complete();
      },
      error: (error: unknown) => {
        giveUp();
        // What was refused started nothing: a turn that opened meanwhile is somebody else's.
        if (!mayRun(error)) presumed = undefined;
        settle(undefined);
        subscriber.error(error);
      },
    });
    // Once written, the answer is wanted whether or not anybody still waits: it says which turn is ours.
    return () => {
      if (written) return;
      pending.unsubscribe();
      giveUp();
    };
  });

  const start: TurnStart<A> = {
    threadId,
    started$: started$.pipe(untilAborted(signal)),
    channel: () => channel ?? presumed,
    written: () => written,
    steers: () => steers,
    markInterrupted,
  };
  return start;
};

/** Whether a turn may have been started although its request failed: nobody else would ever end it. */
export const mayRun = (error: unknown): boolean =>
  error instanceof CodexTimeoutError || error instanceof CodexDecodeError;

/** Takes an id that stays unseen for another name of the turn that ran when it was answered. */
const identifyUnseen = (core: ClientCore, found: TurnChannel, ahead: TurnChannel): void => {
  const identify = (): void => core.router.identify(found, ahead);
  const sighted$ = found.log.watched$.pipe(
    catchError(() => of(undefined)),
    defaultIfEmpty(undefined),
  );
  const wait = (): void => void timer(unseenGrace).pipe(takeUntil(sighted$)).subscribe(identify);
  ahead.log.watched$.subscribe({ error: identify, complete: wait });
};
