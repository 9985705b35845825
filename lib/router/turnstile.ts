import { Observable, type Subscriber } from 'rxjs';
import type { TurnChannel } from './turn-channel.js';

/** Gives something up again; calling it twice is calling it once. */
export type Release = () => void;

/** Who may start a turn on a thread, and when. The server itself never refuses: it steers what runs. */
export interface Turnstile {
  /** The turn that runs on the thread, as far as is known. */
  readonly active: () => TurnChannel | undefined;
  /** Whether a `turn/start` written now would steer instead of starting a turn. */
  readonly busy: () => boolean;
  /** Whether the thread is busy, or somebody is about to write a `turn/start`. */
  readonly occupied: () => boolean;
  /** Notes that a `turn/start` is about to be written, and is for as long as the result is not called. */
  reserve(): Release;
  /** Emits a reservation as soon as the thread is not occupied, to one after another in order, and completes. */
  readonly admission$: Observable<Release>;
  /**
   * Notes that a `turn/start` is on the wire; the result says that it was answered or interrupted. It lets nobody in
   * by itself: an interrupt must be on the wire before the start that follows it.
   */
  startPending(): Release;
  /**
   * Notes that an interrupt of the turn is on the wire: a `turn/start` behind it starts a turn of its own. The result
   * says that it failed, so that the turn runs on.
   */
  interrupted(turn: TurnChannel): Release;
  /** The same for a turn whose `turn/start` was not answered yet; the result says that it was, or that this failed. */
  startInterrupted(): Release;
  /** Lets in whoever waits, if nothing is in the way any more. */
  admit(): void;
}

/** The thread's side of the turnstile. */
export interface TurnstileControl extends Turnstile {
  opened(turn: TurnChannel): void;
  /** The turn is over; `admit()` then lets the next one in, once everybody has heard of the end. */
  closed(turn: TurnChannel): void;
  /** The connection is over: everybody passes, to fail where it shows. */
  complete(): void;
  /** Whether nothing runs, is about to, or waits. */
  readonly idle: () => boolean;
}

/** Makes the turnstile of one thread. */
export const createTurnstile = (): TurnstileControl => {
  const held = { reserved: 0, starts: 0, interruptedStarts: 0 };
  /** How many interrupts of each turn did not fail: one may, and another be taken. Made for the first one. */
  let interrupts: WeakMap<TurnChannel, { count: number }> | undefined;
  /** Insertion order is the order in which they came. Made for the first one. */
  let waiting: Set<Subscriber<Release>> | undefined;
  let active: TurnChannel | undefined;
  let completed = false;

  const stopping = (turn: TurnChannel): boolean =>
    held.interruptedStarts > 0 || (interrupts?.get(turn)?.count ?? 0) > 0;
  const busy = (): boolean => held.starts > 0 || (active !== undefined && !stopping(active));
  const occupied = (): boolean => busy() || held.reserved > 0;

  const admit = (): void => {
    for (const subscriber of waiting ?? []) {
      if (occupied() && !completed) return;
      waiting?.delete(subscriber);
      subscriber.next(reserve());
      subscriber.complete();
    }
  };

  const hold = (book: keyof typeof held): Release => {
    held[book] += 1;
    return once(() => (held[book] -= 1));
  };

  const interrupted = (turn: TurnChannel): Release => {
    interrupts ??= new WeakMap();
    const book = interrupts.get(turn) ?? { count: 0 };
    interrupts.set(turn, book);
    book.count += 1;
    return once(() => (book.count -= 1));
  };

  const reserve = (): Release => {
    const release = hold('reserved');
    return () => {
      release();
      admit();
    };
  };

  return {
    active: () => active,
    busy,
    occupied,
    reserve,
    admission$: new Observable((subscriber) => {
      (waiting ??= new Set()).add(subscriber);
      subscriber.add(() => waiting?.delete(subscriber));
      admit();
    }),
    startPending: () => hold('starts'),
    interrupted,
    startInterrupted: () => hold('interruptedStarts'),
    opened: (turn) => (active = turn),
    closed: (turn) => {
      if (active === turn) active = undefined;
    },
    admit,
    complete: () => {
      completed = true;
      admit();
    },
    idle: () =>
      active === undefined &&
      held.starts + held.interruptedStarts + held.reserved + (waiting?.size ?? 0) === 0,
  };
};

/** Calling it twice is calling it once. */
const once = (act: () => void): Release => {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    act();
  };
};
