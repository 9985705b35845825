import { CodexOptionsError } from '../../errors/codex-options-error.js';
import type { Gate } from './gate.js';

/** Text for a step: whole, or in the exact pieces in which it is streamed; a gate between them holds the stream. */
export type ChunkedText = string | readonly (string | Gate)[];

/**
 * Cuts text into the pieces in which it is streamed.
 *
 * An array is kept as it is. A string is cut into `deltas` pieces of nearly equal length, never inside a character.
 *
 * @param deltas how many pieces; default 1; as many as there are characters if it asks for more
 * @throws CodexOptionsError if `deltas` is no whole number above 0, or is given together with exact pieces
 */
export const toChunks = (
  name: string,
  text: ChunkedText,
  deltas: number | undefined,
): readonly (string | Gate)[] => {
  if (typeof text !== 'string') {
    if (deltas !== undefined) {
      throw new CodexOptionsError(
        `${name}() takes either a list of exact pieces or the option deltas, not both.`,
      );
    }
    return text;
  }
  const count = deltas ?? 1;
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new CodexOptionsError(`${name}(): deltas must be a whole number above 0, not ${String(deltas)}.`);
  }
  if (count === 1) return text === '' ? [] : [text];
  const characters = Array.from(text);
  const pieces = Math.min(count, characters.length);
  return Array.from({ length: pieces }, (_, index) =>
    characters
      .slice(
        Math.floor((index * characters.length) / pieces),
        Math.floor(((index + 1) * characters.length) / pieces),
      )
      .join(''),
  );
};

/** The pieces without the gates between them, joined. */
export const joinChunks = (chunks: readonly (string | Gate)[]): string =>
  chunks.filter((chunk) => typeof chunk === 'string').join('');
