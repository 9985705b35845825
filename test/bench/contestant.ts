import type { Dialect, Order } from './loads/order';

/** How a child process is started that does as ordered. */
export interface Launch {
  readonly command: string;
  readonly args: readonly string[];
}

/** What a contestant is given for a round. */
export interface Arena {
  readonly order: Order;
  /** How many requests are timed, one after the other. A stream comes before the answer to one. */
  readonly requests: number;
  readonly launch: (dialect: Dialect) => Launch;
  /** The program that is the child process, and what it is told by its environment where it gets no arguments. */
  readonly program: (dialect: Dialect) => { readonly file: string; readonly env: Record<string, string> };
  /** Resolves when nothing waits any more; awaited right before the clock starts. */
  readonly settle: () => Promise<void>;
}

/** What one round gave. */
export interface Measured {
  /** From the request that sets the server off to its answer, which comes behind the last notification. */
  readonly ms: number;
  /** Processor time that this process used meanwhile, in ms; garbage collection on other threads counts, too. */
  readonly cpuMs: number;
  /** How much arrived where it should, in the unit that the contestant counts in. */
  readonly received: number;
}

/** A clock of both kinds, read against the moment at which it was started. */
export const startClock = (): (() => Pick<Measured, 'ms' | 'cpuMs'>) => {
  const [start, used] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(used);
    return { ms: performance.now() - start, cpuMs: (user + system) / 1_000 };
  };
};

/**
 * What a contestant can count without being slowed by it: every notification; those of turns, once per subscriber;
 * the pieces of text among those; or the characters of text (what is kept for late subscribers is folded, and says the
 * same in fewer notifications).
 */
export type Unit = 'notifications' | 'turn events' | 'deltas' | 'characters';

/** One way to read a server. */
export interface Contestant {
  readonly name: string;
  /** What it counts of a stream; of large results every contestant counts those that are whole. */
  readonly unit: Unit;
  /** How often it counts each. */
  readonly times?: number;
  /** Which part of the notifications of a stream it takes, if not all. */
  readonly share?: number;
  readonly run: (arena: Arena) => Promise<Measured>;
}
