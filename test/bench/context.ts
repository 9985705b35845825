import type { Launcher } from './rounds';
import type { Peers } from './peers';
import type { PartProgress } from './progress';
import type { Section } from './section';

/** What a part of the benchmark is given. */
export interface BenchContext extends PartProgress {
  /** How many rounds count. */
  readonly rounds: number;
  /** How many notifications make a round of the real mix; other loads take their share of it. */
  readonly messages: number;
  /** Whether parts with loads of their own take smaller ones. */
  readonly quick: boolean;
  readonly launcher: Launcher;
  /** Undefined when the run leaves them out. */
  readonly peers: Peers | undefined;
}

/** One part of the report, and its figures for `--json`. */
export interface Measurement extends Section {
  readonly figures?: unknown;
}
