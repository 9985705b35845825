/** What of a delta's text is not shared with others: from behind the quote before its own text on, the last brace left out. */
export const deltaPiece = (delta: string, emittedAtMs: number | undefined): string =>
  JSON.stringify(delta).slice(1) + (emittedAtMs === undefined ? '}' : `${timed}${emittedAtMs}`);

/** Reads such a piece. */
export const readDeltaPiece = (
  piece: string,
): { readonly delta: string; readonly emittedAtMs: number | undefined } => {
  let end = piece.indexOf('"');
  const plain = piece.lastIndexOf('\\', end) === -1;
  while (!plain && isEscaped(piece, end)) end = piece.indexOf('"', end + 1);
  const delta = plain ? piece.slice(0, end) : (JSON.parse(`"${piece.slice(0, end)}"`) as string);
  // A time ends the piece; what looks like one in a field behind the text does not.
  if (piece.endsWith('}')) return { delta, emittedAtMs: undefined };
  return { delta, emittedAtMs: Number(piece.slice(piece.lastIndexOf(timed) + timed.length)) };
};

const timed = '},"emittedAtMs":';

/** Whether an odd number of backslashes stands before a place. */
const isEscaped = (text: string, place: number): boolean => {
  let first = place - 1;
  while (text.charCodeAt(first) === 0x5c) first -= 1;
  return (place - first) % 2 === 0;
};
