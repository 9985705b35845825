/** A text that grows at its end and keeps its beginning and its end within bounds. */
export interface CappedText {
  readonly head: string;
  readonly tail: string;
  /** How many characters between the two are gone. */
  readonly omitted: number;
}

/** Half of 1 MiB on either side: as much as the server itself keeps of a command's output. */
const half = 512 * 1024;

/** The empty text. */
export const noText: CappedText = { head: '', tail: '', omitted: 0 };

/** Adds to a text; past 1 Mi characters its middle goes. */
export const appendText = ({ head, tail, omitted }: CappedText, added: string): CappedText => {
  if (tail === '' && head.length + added.length <= half) return { head: head + added, tail, omitted };
  const room = tail === '' ? half - head.length : 0;
  const grown = tail + added.slice(room);
  const full = room > 0 ? head + added.slice(0, room) : head;
  // Cut only when twice as long as need be, so that a long text is not copied for each piece.
  if (grown.length < 2 * half) return { head: full, tail: grown, omitted };
  return { head: full, tail: grown.slice(-half), omitted: omitted + grown.length - half };
};

/** The text, with the number of characters that are gone where they are. */
export const textOf = ({ head, tail, omitted }: CappedText): string =>
  omitted === 0 ? head + tail : `${head}\n... ${omitted} characters omitted ...\n${tail}`;
