import { readFileSync } from 'node:fs';

/** The notifications of one recorded turn, word for word. */
export interface Recording {
  readonly threadId: string;
  readonly turnId: string;
  readonly started: string;
  /** Everything between the beginning and the end of the turn, the notifications of the thread among it. */
  readonly between: readonly string[];
  readonly completed: string;
}

/**
 * Reads the first turn of a recording.
 *
 * @param file the recording, one JSON object per line
 */
export const readRecording = (file: string): Recording => {
  const texts = notificationsIn(readFileSync(file, 'utf8'));
  const methods = texts.map((text) => (JSON.parse(text) as { readonly method: string }).method);
  const first = methods.indexOf('turn/started');
  const last = methods.indexOf('turn/completed');
  if (first === -1 || last === -1) throw new Error(`${file} has no whole turn`);
  const { params } = JSON.parse(texts[first]!) as Started;
  return {
    threadId: params.threadId,
    turnId: params.turn.id,
    started: texts[first]!,
    between: texts.slice(first + 1, last),
    completed: texts[last]!,
  };
};

interface Started {
  readonly params: { readonly threadId: string; readonly turn: { readonly id: string } };
}

/** The texts of the notifications in a recording. */
const notificationsIn = (recording: string): string[] =>
  recording
    .split('\n')
    .filter((line) => line.includes('"dir":"s>c","msg":{"method":'))
    .map((line) => line.slice(line.indexOf('"msg":') + '"msg":'.length, -1));
