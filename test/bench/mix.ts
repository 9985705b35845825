import { readRecording, type Recording } from './loads/recording';

/** What a server sends while turns run: recorded notifications, with the ids of any turn put in. */
export interface Mix {
  /** How many notifications make one cycle. */
  readonly length: number;
  /** Notification `index` (counted on through the cycles) of the turn with the given number. */
  readonly text: (turn: number, index: number) => string;
  /** The notification that opens the turn with the given number. */
  readonly started: (turn: number) => string;
  /** The notification that ends the turn with the given number. */
  readonly completed: (turn: number) => string;
  /** Whether notification `index` is of a turn; some are of the thread or of nobody. */
  readonly isOfTurn: (index: number) => boolean;
  /** Whether notification `index` is a piece of what the model says. */
  readonly isDelta: (index: number) => boolean;
  /** How many characters of text notification `index` adds; 1 for one that adds none. */
  readonly weight: (index: number) => number;
}

/** The ids that turn number `turn` has; each turn runs on a thread of its own, as turns do. */
export const turnIdOf = (turn: number): string => `01a2034f-818c-7071-85ec-${String(turn).padStart(12, '0')}`;
export const threadIdOf = (turn: number): string =>
  `01a2034f-8176-7591-902b-${String(turn).padStart(12, '0')}`;

/** A model writes more pieces in a turn than the recorded one did. With four times as many a message is 258 bytes. */
const deltasPerRecorded = 4;

/**
 * Makes the mix out of a recording of one turn: what came between `turn/started` and `turn/completed`, in the
 * recorded order, each delta several times.
 *
 * @param file the recording, one JSON object per line
 */
export const readMix = (file: string): Mix => {
  const recording = readRecording(file);
  const cycle = recording.between.flatMap((text) =>
    Array<string>(isDelta(text) ? deltasPerRecorded : 1).fill(text),
  );
  return mixOf(recording, cycle);
};

/** The recorded deltas and nothing else. */
export const readDeltas = (file: string): Mix => {
  const recording = readRecording(file);
  return mixOf(recording, recording.between.filter(isDelta));
};

const deltaMethod = 'item/agentMessage/delta';
const isDelta = (text: string): boolean => text.startsWith(`{"method":"${deltaMethod}"`);

interface Notification {
  readonly method: string;
  readonly params: { readonly turnId?: string; readonly delta?: string };
}

/** Makes a mix that repeats `cycle`, texts in which the ids of the recorded turn stand. */
export const mixOf = (recording: Recording, cycle: readonly string[]): Mix => {
  const { threadId, turnId } = recording;
  const ids = new RegExp(`(${threadId}|${turnId})`);
  const template = (text: string): readonly string[] => text.split(ids);
  const fill = (parts: readonly string[], number: number): string => {
    let text = '';
    for (const part of parts) {
      text += part === threadId ? threadIdOf(number) : part === turnId ? turnIdOf(number) : part;
    }
    return text;
  };

  const started = template(recording.started);
  const completed = template(recording.completed);
  const steps = cycle.map((text) => {
    const { method, params } = JSON.parse(text) as Notification;
    return {
      parts: template(text),
      isOfTurn: params.turnId !== undefined,
      isDelta: method === deltaMethod,
      weight: params.delta?.length ?? 1,
    };
  });
  const at = (index: number) => steps[index % steps.length]!;
  return {
    length: steps.length,
    text: (number, index) => fill(at(index).parts, number),
    started: (number) => fill(started, number),
    completed: (number) => fill(completed, number),
    isOfTurn: (index) => at(index).isOfTurn,
    isDelta: (index) => at(index).isDelta,
    weight: (index) => at(index).weight,
  };
};
