import type { BenchContext, Measurement } from './context';
import type { PartName } from './options';
import { decode, memory, real, startup } from './sections/elsewhere';
import { measureLate } from './sections/late';
import { measureLongLine, measureThreadRead } from './sections/results';
import { measureRoutingStep } from './sections/routing';
import { measureDeltas, measureHeavy, measureMix } from './sections/streams';
import { measureSubscribers, measureTurns } from './sections/turns';

/** One part of a run. */
export type Part = (context: BenchContext) => Promise<Measurement>;

/** What measures each part. */
export const parts: Record<PartName, Part> = {
  mix: measureMix,
  deltas: measureDeltas,
  heavy: measureHeavy,
  turns: measureTurns,
  subscribers: measureSubscribers,
  late: measureLate,
  'thread-read': measureThreadRead,
  'long-line': measureLongLine,
  routing: measureRoutingStep,
  decode,
  real,
  memory,
  startup,
};
