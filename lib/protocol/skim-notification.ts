import { endOfString } from './end-of-string.js';

/** What a notification's text says of where it belongs. */
export interface NotificationHead {
  readonly method: string;
  /** `params.threadId`, if it is a string that is not empty. */
  readonly threadId: string | undefined;
  /** `params.turnId`, likewise. */
  readonly turnId: string | undefined;
}

const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Reads the method and the ids out of a notification's text without parsing the rest.
 *
 * Where `JSON.parse` takes the text, what this returns is what the parsed message says: depth counts, so an id in a
 * nested value is none of the notification's, and of fields with the same name the last one counts. It gives up
 * (`undefined`) on whatever it is not sure of: a text with an `id`, space between tokens, an escape in a name, in the
 * method or in an id. A text that is no JSON may pass; who parses it later finds that out.
 */
export const skimNotification = (text: string): NotificationHead | undefined => {
  if (text.charCodeAt(0) !== openBrace) return undefined;
  let method: string | undefined;
  let threadId: string | undefined;
  let turnId: string | undefined;
  let inParams = false;
  let at = 1;
  for (;;) {
    // A field of the message, or of its params: its name, its value, and what follows.
    if (text.charCodeAt(at) !== quote) return undefined;
    const nameEnd = text.indexOf('"', at + 1);
    const name = text.slice(at + 1, nameEnd);
    const start = nameEnd + 2;
    if (nameEnd === -1 || text.charCodeAt(nameEnd + 1) !== colon || name.includes('\\')) return undefined;
    if (!inParams && name === 'id') return undefined;
    if (!inParams && name === 'params') {
      if (text.charCodeAt(start) !== openBrace) return undefined;
      inParams = true;
      // Of two params the last one counts.
      threadId = turnId = undefined;
      at = start + 1;
      continue;
    }
    let end = endOfValue(text, start);
    if (end === -1) return undefined;
    if (inParams ? name === 'threadId' || name === 'turnId' : name === 'method') {
      const value = text.charCodeAt(start) === quote ? text.slice(start + 1, end - 1) : undefined;
      if (value?.includes('\\')) return undefined;
      if (name === 'method') method = value;
      else if (name === 'threadId') threadId = value === '' ? undefined : value;
      else turnId = value === '' ? undefined : value;
    }
    if (inParams && text.charCodeAt(end) === closeBrace) {
      inParams = false;
      end += 1;
    }
    if (text.charCodeAt(end) === comma) at = end + 1;
    else if (inParams || text.charCodeAt(end) !== closeBrace || end !== text.length - 1) return undefined;
    else return method === undefined ? undefined : { method, threadId, turnId };
  }
};

/** The place behind a value, or -1: inside of it only strings and brackets count. */
const endOfValue = (text: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (char === quote) {
      at = endOfString(text, at + 1);
      if (at === -1) return -1;
    } else if (char >= openBracket) {
      // One bit is all that tells brackets from braces.
      const either = char | 0x20;
      if (either === openBrace) depth += 1;
      else if (either === closeBrace) {
        if (depth === 0) return at;
        depth -= 1;
      }
    } else if (char === comma && depth === 0) return at;
    else if (char <= space) return -1;
  }
  return -1;
};
