import { defer, of, Subject, take, type Observable } from 'rxjs';
import type { TurnChannel } from '../router/turn-channel.js';
import type { Release } from '../router/turnstile.js';

/** A turn, and the answer that named it. */
export interface StartedTurn<A> {
  readonly channel: TurnChannel;
  readonly response: A;
}

/** One `turn/start` or `review/start` of this client, from before it is written until its turn is over. */
export interface TurnStart<A = unknown> {
  readonly threadId: string;
  /**
   * Cold, to be subscribed once: writes the request, and emits the turn that it started or steered. Unsubscribing
   * before the write takes it back; afterwards it changes nothing.
   */
  readonly started$: Observable<StartedTurn<A>>;
  /** The turn, once the answer has named it, or once the only turn that it can be has opened. */
  readonly channel: () => TurnChannel | undefined;
  /** Whether the request was written. */
  readonly written: () => boolean;
  /** Whether something ran on the thread when it was written, so that it steered and started nothing. */
  readonly steers: () => boolean;
  /**
   * Says that an interrupt was written for the turn, known or not: it no longer keeps the thread busy. The result says
   * that the interrupt failed, and the turn keeps the thread busy again.
   */
  markInterrupted(): Release;
}

/** The turns that this client started and that may still run; `close()` interrupts them. */
export interface OwnTurns {
  /** A `turn/start` was written. */
  written(start: TurnStart): void;
  /** It was answered with a turn, or failed. */
  answered(start: TurnStart, channel: TurnChannel | undefined): void;
  /** A turn is over, whoever started it. */
  ended(channel: TurnChannel): void;
  all(): readonly TurnStart[];
  /** Emits once as soon as there is none, and completes. */
  readonly none$: Observable<void>;
}

/** Makes the list of a client's own turns. */
export const createOwnTurns = (): OwnTurns => {
  const unanswered = new Set<TurnStart>();
  const running = new Map<TurnChannel, TurnStart>();
  const emptied$ = new Subject<void>();
  /** The end of a turn may have been missed: then an answer told it, and no notification did. */
  const prune = (): void => {
    for (const channel of running.keys()) if (channel.over()) running.delete(channel);
  };

  const count = (): number => {
    prune();
    return unanswered.size + running.size;
  };

  const removed = (was: boolean): boolean => {
    if (was && count() === 0) emptied$.next();
    return was;
  };

  return {
    written: (start) => void unanswered.add(start),
    answered: (start, channel) => {
      if (!unanswered.has(start)) return;
      if (channel && !channel.over()) running.set(channel, start);
      removed(unanswered.delete(start));
    },
    ended: (channel) => void removed(running.delete(channel)),
    all: () => {
      prune();
      return [...unanswered, ...running.values()];
    },
    none$: defer(() => (count() === 0 ? of(undefined) : emptied$.pipe(take(1)))),
  };
};
