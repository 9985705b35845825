import { endOfString } from './end-of-string.js';

/** What of a delta's text is not shared with others: from behind the quote before its own text on, the last brace left out. */
export const deltaPiece = (delta: string, emittedAtMs: number | undefined): string =>
  JSON.stringify(delta).slice(1) + (emittedAtMs === undefined ? '}' : `${timed}${emittedAtMs}`);

/** Reads such a piece. */
export const readDeltaPiece = (
  piece: string,
): { readonly delta: string; readonly emittedAtMs: number | undefined } => {
  const end = endOfString(piece, 0);
  const plain = piece.lastIndexOf('\\', end) === -1;
  const delta = plain ? piece.slice(0, end) : (JSON.parse(`"${piece.slice(0, end)}"`) as string);
  // A time ends the piece; what looks like one in a field behind the text does not.
  if (piece.endsWith('}')) return { delta, emittedAtMs: undefined };
  return { delta, emittedAtMs: Number(piece.slice(piece.lastIndexOf(timed) + timed.length)) };
};

const timed = '},"emittedAtMs":';
