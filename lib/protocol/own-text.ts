/**
 * The same text as one that may be kept.
 *
 * Engines make a part of a text by pointing into the whole: keeping one line, or an id in it, would keep the whole block
 * that was read. Adding a character makes a new text, and cutting it off again makes the engine write that out.
 */
export const ownText = (text: string): string => ` ${text}`.slice(1);

/** The same for a JSON text, with a space behind it: what is not cut off is one object less to keep. */
export const ownJson = (text: string): string => {
  const own = `${text} `;
  // Looking for the space makes the engine write the text out.
  return own.charCodeAt(text.length) === 0x20 ? own : text;
};
