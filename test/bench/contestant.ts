/** Where a contestant finds its child process. */
export interface Arena {
  readonly command: string;
  readonly args: readonly string[];
  /** Resolves when the heap is clean and nothing else waits; awaited right before the clock starts. */
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
 * What a contestant can count without being slowed by it: every notification, those of turns, or of those the
 * characters of text (what is kept for late subscribers is folded, and says the same in fewer notifications).
 */
export type Unit = 'notifications' | 'turn events' | 'characters';

/** One way to read a server, over a number of open turns. */
export interface Contestant {
  readonly name: string;
  readonly turns: number;
  /** Whether the others at this number of turns are measured against it. */
  readonly floor: boolean;
  readonly unit: Unit;
  readonly run: (arena: Arena) => Promise<Measured>;
}
