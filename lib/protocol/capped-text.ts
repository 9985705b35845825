/** A text that grows at its end and keeps its beginning and its end within bounds. */
export interface CappedText {
  readonly head: string;
  readonly tail: string;
  /** How many characters between the two are gone. */
  readonly omitted: number;
}

/** Half of 1 MiB on either side: as much as the server itself keeps of a command's output. */
const half = 512 * 1024;

/** The middle goes in blocks of so many characters, so that a long text is not copied for each piece. */
const block = 256 * 1024;

/** The empty text. */
export const noText: CappedText = { head: '', tail: '', omitted: 0 };

/**
 * Adds to a text; past 1 Mi characters its middle goes as soon as that is a whole block.
 *
 * The beginning is kept to its bound exactly, the end to its bound and less than a block beyond. What is kept depends
 * on the whole text alone, and not on the pieces in which it came.
 */
export const appendText = ({ head, tail, omitted }: CappedText, added: string): CappedText => {
  const room = half - head.length;
  if (added.length <= room) return { head: head + added, tail, omitted };
  const full = room > 0 ? head + added.slice(0, room) : head;
  const grown = tail + (room > 0 ? added.slice(room) : added);
  const spare = Math.max(0, grown.length - half);
  const gone = spare - (spare % block);
  return { head: full, tail: gone > 0 ? grown.slice(gone) : grown, omitted: omitted + gone };
};

/** The text, with the number of characters that are gone where they are. */
export const textOf = ({ head, tail, omitted }: CappedText): string =>
  omitted === 0 ? head + tail : `${head}\n... ${omitted} characters omitted ...\n${tail}`;
