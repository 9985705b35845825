import { readFileSync } from 'node:fs';

/** What a server sends while turns run: recorded notifications, with the ids of any turn put in. */
export interface Mix {
  /** How many notifications make one cycle. */
  readonly length: number;
  /** Notification `index` (counted on through the cycles) of the turn with the given number. */
  readonly text: (turn: number, index: number) => string;
  /** The notification that opens the turn with the given number. */
  readonly started: (turn: number) => string;
  /** Whether notification `index` is of a turn; some are of the thread or of nobody. */
  readonly isOfTurn: (index: number) => boolean;
  /** How many characters of text notification `index` adds; 1 for one that adds none. */
  readonly weight: (index: number) => number;
}

/** The ids that turn number `turn` has; each turn runs on a thread of its own, as turns do. */
export const turnIdOf = (turn: number): string => `01a2034f-818c-7071-85ec-${String(turn).padStart(12, '0')}`;
export const threadIdOf = (turn: number): string =>
  `01a2034f-8176-7591-902b-${String(turn).padStart(12, '0')}`;

/** A model writes more pieces in a turn than the recorded one did. With four times as many a message is 258 bytes. */
const deltasPerRecorded = 4;

interface RecordedNotification {
  readonly method: string;
  readonly params: {
    readonly threadId?: string;
    readonly turnId?: string;
    readonly turn?: { readonly id: string };
    readonly delta?: string;
  };
}

/**
 * Makes the mix out of a recording of one turn: what came between `turn/started` and `turn/completed`, in the
 * recorded order, each delta several times.
 *
 * @param file the recording, one JSON object per line
 */
export const readMix = (file: string): Mix => {
  const texts = notificationsIn(readFileSync(file, 'utf8'));
  const messages = texts.map((text) => JSON.parse(text) as RecordedNotification);
  const first = messages.findIndex(({ method }) => method === 'turn/started');
  const last = messages.findIndex(({ method }) => method === 'turn/completed');
  const { threadId, turn } = messages[first]!.params;
  const ids = new RegExp(`(${threadId}|${turn!.id})`);
  const template = (text: string): readonly string[] => text.split(ids);
  const fill = (parts: readonly string[], number: number): string =>
    parts
      .map((part) => (part === threadId ? threadIdOf(number) : part === turn!.id ? turnIdOf(number) : part))
      .join('');

  const started = template(texts[first]!);
  const cycle = messages.slice(first + 1, last).flatMap((message, index) => {
    const { delta, turnId } = message.params;
    const one = {
      parts: template(texts[first + 1 + index]!),
      isOfTurn: turnId !== undefined,
      weight: delta?.length ?? 1,
    };
    return Array<typeof one>(delta === undefined ? 1 : deltasPerRecorded).fill(one);
  });
  const at = (index: number) => cycle[index % cycle.length]!;
  return {
    length: cycle.length,
    text: (number, index) => fill(at(index).parts, number),
    started: (number) => fill(started, number),
    isOfTurn: (index) => at(index).isOfTurn,
    weight: (index) => at(index).weight,
  };
};

/** The texts of the notifications in a recording, word for word. */
const notificationsIn = (recording: string): string[] =>
  recording
    .split('\n')
    .filter((line) => line.includes('"dir":"s>c","msg":{"method":'))
    .map((line) => line.slice(line.indexOf('"msg":') + '"msg":'.length, -1));
