import type { TurnBounds } from '../../../lib/index.js';
import type { Mix } from '../mix';
import { heldBytes } from './heap';
import { createPipedClient } from './piped-client';
import { deltaText } from './turn-messages';

/** Something that a client holds though nobody has asked for it. */
export interface HeldFigure {
  /** What the figure says the bytes of one of. */
  readonly name: string;
  /** How many of it `write` makes. */
  readonly count: number;
  readonly bounds?: Partial<TurnBounds>;
  readonly write: (mix: Mix, write: (text: string) => void) => void;
}

const turns = 1_000;
/** Beside the beginning and the end of a turn. */
const messages = 98;
const turnsOfDeltas = 20;
/** So many deltas of a turn stay below the bound of 10,000 events, so many are just above it. */
const deltasBelow = 9_000;
const deltasAbove = 10_050;

const open = (mix: Mix, write: (text: string) => void, messagesEach: number): void => {
  for (let turn = 0; turn < turns; turn += 1) write(mix.started(turn));
  for (let index = 0; index < messagesEach; index += 1)
    for (let turn = 0; turn < turns; turn += 1) write(mix.text(turn, index));
};

const stream = (mix: Mix, write: (text: string) => void, deltas: number): void => {
  for (let turn = 0; turn < turnsOfDeltas; turn += 1) write(mix.started(turn));
  for (let index = 0; index < deltas; index += 1)
    for (let turn = 0; turn < turnsOfDeltas; turn += 1) write(deltaText(turn, index));
};

/** Each turn is on a thread of its own, and all of them speak in rotation. */
export const heldFigures: readonly HeldFigure[] = [
  { name: 'an open turn, just started', count: turns, write: (mix, write) => open(mix, write, 0) },
  {
    name: `an open turn after ${messages} messages`,
    count: turns,
    write: (mix, write) => open(mix, write, messages),
  },
  {
    name: `a finished turn of ${messages} messages that is kept`,
    count: turns,
    bounds: { finishedTurns: turns, finishedBytes: Infinity },
    write: (mix, write) => {
      open(mix, write, messages);
      for (let turn = 0; turn < turns; turn += 1) write(mix.completed(turn));
    },
  },
  {
    name: '1,000 deltas for late subscribers, replayed one by one',
    count: (turnsOfDeltas * deltasBelow) / 1_000,
    write: (mix, write) => stream(mix, write, deltasBelow),
  },
  {
    name: '1,000 deltas for late subscribers, replayed folded',
    count: (turnsOfDeltas * deltasAbove) / 1_000,
    write: (mix, write) => stream(mix, write, deltasAbove),
  },
];

/** How many bytes more a client holds for each after it was written. Once per process: nothing else must change. */
export const measureFigure = async ({ count, bounds, write }: HeldFigure, mix: Mix): Promise<number> => {
  const piped = await createPipedClient(bounds);
  const before = await heldBytes();
  write(mix, piped.write);
  piped.flush();
  const after = await heldBytes();
  await piped.client.close();
  return (after - before) / count;
};
