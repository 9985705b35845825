import type { DeltaShape } from '../protocol/delta-reader.js';
import type { ThreadEvents, TurnChannelControl } from './turn-channel.js';

/** A turn and its thread. */
export interface DeltaRoute {
  readonly turn: TurnChannelControl;
  readonly thread: ThreadEvents;
}

/** Where the last delta went: most often the next one is of the same shape, and goes there too. */
export interface LastDelta {
  /** Where a delta of a shape goes, if that is known and still so. */
  find(shape: DeltaShape): DeltaRoute | undefined;
  /** Takes note of where one went. */
  note(shape: DeltaShape, turn: TurnChannelControl): void;
}

/** Remembers one route, for as long as its turn runs under its own name. */
export const createLastDelta = (): LastDelta => {
  let last: DeltaShape | undefined;
  let route: DeltaRoute | undefined;
  return {
    find: (shape) => {
      if (shape !== last || !route) return undefined;
      const { phase, completed, followed } = route.turn.state;
      if (phase === 'running' && !completed && followed === undefined && !route.thread.gone) return route;
      return (route = undefined);
    },
    note: (shape, turn) => {
      const { thread, threadId } = turn.state;
      last = shape;
      route = thread && threadId === shape.threadId ? { turn, thread } : undefined;
    },
  };
};
