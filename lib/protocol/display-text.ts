/** A text of somebody else's, made safe to show to a person who decides on it. */
export interface DisplayText {
  /** One character in it is one that is seen; what cannot be seen is written out, as `\u{202e}`. */
  readonly text: string;
  /** Whether something was written out: the raw text holds what a person would not have seen. */
  readonly changed: boolean;
  /** Whether its middle was left out: the raw text is longer than a person would read. */
  readonly truncated: boolean;
}

/** How many characters of a text are shown, its beginning and its end together. */
const shownChars = 4_000;

/**
 * What is invisible, moves the text around it, or drives a terminal: controls other than tab and newline, marks of
 * direction, separators that are not newlines, zero-width and default-ignorable characters, tags, lone surrogates.
 *
 * Categories Cc, Cf, Zl, Zp, Cs and Co of Unicode, and the fillers that look like nothing (Hangul U+115F, U+1160,
 * U+3164 and U+FFA0; Braille blank U+2800; U+034F and the Khmer vowels U+17B4 and U+17B5; variation selectors).
 */
const unseen = new RegExp(
  [
    String.raw`(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}]`,
    String.raw`[\u115f\u1160\u3164\uffa0\u2800]`,
    String.raw`\u034f|\u17b4|\u17b5`,
    String.raw`[\u{fe00}-\u{fe0f}]|[\u{e0100}-\u{e01ef}]`,
  ].join('|'),
  'gu',
);

/**
 * Makes a text safe to show: everything that is not seen is written out, and a long one loses its middle.
 *
 * The cost does not grow with the length of the text.
 */
export const displayText = (raw: string): DisplayText => {
  const truncated = raw.length > shownChars;
  const half = shownChars / 2;
  const head = writeOut(truncated ? raw.slice(0, half) : raw);
  if (!truncated) return { text: head, changed: head !== raw, truncated };
  const [start, end] = [raw.slice(0, half), raw.slice(-half)];
  const tail = writeOut(end);
  const leftOut = `\n[… ${raw.length - shownChars} characters left out …]\n`;
  return { text: head + leftOut + tail, changed: head !== start || tail !== end, truncated };
};

const writeOut = (text: string): string =>
  text.replace(unseen, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
