import { CodexEncodeError } from '../errors/codex-encode-error.js';
import type { OutgoingMessage } from './message.js';

/** The server accepts 120 levels of nesting and silently drops a request with 130 (measured on 0.169.0). */
export const maxNesting = 120;

/**
 * Writes a message as one line of JSON, without the line feed.
 *
 * Lone surrogates become U+FFFD, as in `String.prototype.toWellFormed`, since the server never answers a line
 * that holds one. `undefined` members are left out, as `JSON.stringify` does.
 *
 * @throws CodexEncodeError for a cycle, a BigInt, a throwing `toJSON` and nesting over 120 levels
 */
export const encodeMessage = (message: OutgoingMessage): string => {
  const subject = 'method' in message ? message.method : `the answer to request ${String(message.id)}`;
  let text: string;
  try {
    text = JSON.stringify(message);
  } catch (cause) {
    throw new CodexEncodeError(`${subject} cannot be written as JSON.`, {
      cause,
      hint: 'Params and answers take plain JSON values: no cycles, no BigInt.',
    });
  }
  if (deeperThan(text, maxNesting)) {
    throw new CodexEncodeError(`${subject} is nested more than ${maxNesting} levels deep.`, {
      hint: 'The server silently ignores such a message; flatten the value.',
    });
  }
  return wellFormed(text);
};

/** `JSON.stringify` writes a lone surrogate as an escape, and writes no other escape that starts so. */
const loneSurrogate = /\\ud[89a-f][0-9a-f]{2}/;
const escapeOrLoneSurrogate = /\\\\|\\ud[89a-f][0-9a-f]{2}/g;

const wellFormed = (text: string): string =>
  loneSurrogate.test(text)
    ? text.replace(escapeOrLoneSurrogate, (found) => (found === '\\\\' ? found : '\\ufffd'))
    : text;

const deeperThan = (json: string, limit: number): boolean => {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < json.length; i += 1) {
    const code = json.charCodeAt(i);
    if (inString) {
      if (code === 0x5c) i += 1;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (code === 0x7d || code === 0x5d) depth -= 1;
  }
  return false;
};
