import type { Approval } from '../../../lib/index';
import type { Draw } from './random';

/** What became of one command that wanted approval. */
export interface Outcome {
  /** How often it ran. */
  readonly runs: number;
  /** How often somebody said yes and was told that this was the answer. */
  readonly accepts: number;
  /** How many answers to it reached the server. */
  readonly frames: number;
}

/** What is wrong with an outcome; undefined for nothing. */
export const faultIn = ({ runs, accepts, frames }: Outcome): string | undefined => {
  if (frames > 1) return `${frames} answers were sent`;
  if (runs > 0 && accepts !== 1) return `it ran ${runs} times with ${accepts} accepts`;
  if (runs > 1) return `it ran ${runs} times`;
  return undefined;
};

/** Says yes where it counts. */
export interface Accepted {
  (): void;
}

/** Something that somebody does with an approval, at random; `accepted` is called for each yes that was the answer. */
export const actOn = (approval: Approval, draw: Draw, accepted: Accepted): void => {
  const accept = (): void => {
    if (approval.accept()) accepted();
  };
  const acts: readonly (() => unknown)[] = [
    accept,
    () => approval.decline(),
    () => approval.cancel(),
    // Not offered in these episodes: it must never be consent.
    () => approval.kind === 'command' && approval.acceptForSession(),
    () => approval.kind === 'command' && approval.decide('approved' as never),
    () => undefined,
  ];
  const count = draw.int(3);
  for (let act = 0; act <= count; act += 1) draw.of(acts)();
};
