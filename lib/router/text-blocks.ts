import { ownText } from '../protocol/own-text.js';

/**
 * Texts one after the other, to be read again from the first.
 *
 * What is kept on the heap is copied by the garbage collector again and again, and that is what keeping costs; bytes are
 * not on the heap, and one call writes many texts. Until then a text may point into the block of bytes that it was read
 * from, and keep that.
 */
export interface TextBlocks {
  /** Bytes, where there are enough of them and they can hold it; else text. */
  readonly blocks: (Uint8Array | string)[];
  /** What is not written yet. */
  tail: string;
  readonly unwritten: UnwrittenTexts;
}

/** What is not written yet of all the texts of a client, so that it is bounded however many there are. */
export interface UnwrittenTexts {
  readonly owners: TextBlocks[];
  count: number;
}

/** Behind each text; no JSON text has it in it. */
export const separator = '\0';

/** How many texts wait to be written, over all turns: that many blocks of bytes they keep, 64 KiB each, at worst. */
const mostUnwritten = 256;

/** From this length on text is written as bytes, in characters; a shorter one is not worth an array. */
const worthBytes = 2 * 1024;

/** A tail is not longer than this, in characters, but for one text. */
const longestTail = 128 * 1024;

const encoder = /*#__PURE__*/ new TextEncoder();
const decoder = /*#__PURE__*/ new TextDecoder('utf-8', { ignoreBOM: true });
const half = /[\ud800-\udfff]/u;

/** Nothing waits. */
export const nothingUnwritten = (): UnwrittenTexts => ({ owners: [], count: 0 });

/** No text yet. */
export const noTexts = (unwritten: UnwrittenTexts): TextBlocks => ({ blocks: [], tail: '', unwritten });

/** Adds a text, which must not have the separator in it. */
export const appendText = (texts: TextBlocks, text: string): void => {
  const { unwritten } = texts;
  if (texts.tail === '') unwritten.owners.push(texts);
  texts.tail += text + separator;
  unwritten.count += 1;
  if (unwritten.count >= mostUnwritten) writeAll(unwritten);
  else if (texts.tail.length > longestTail) writeTail(texts);
};

/** Makes what reads one text after the other; called once for each that there is. */
export const textReader = (texts: TextBlocks): (() => string) => {
  const { blocks } = texts;
  let block = 0;
  let parts: readonly string[] = [];
  let part = 0;
  /** Whether the parts are all that their block has: the tail may grow. */
  let complete = false;
  return () => {
    while (part >= parts.length) {
      if (complete) {
        block += 1;
        part = 0;
      }
      complete = block < blocks.length;
      const source = complete ? blocks[block]! : texts.tail;
      const text = typeof source === 'string' ? source : decoder.decode(source);
      // Behind the last separator is nothing.
      parts = text.split(separator).slice(0, -1);
    }
    part += 1;
    return parts[part - 1]!;
  };
};

const writeAll = (unwritten: UnwrittenTexts): void => {
  unwritten.owners.forEach(writeTail);
  unwritten.owners.length = 0;
  unwritten.count = 0;
};

const writeTail = (texts: TextBlocks): void => {
  const { tail } = texts;
  if (tail === '') return;
  texts.blocks.push(tail.length < worthBytes ? ownText(tail) : bytesOf(tail));
  texts.tail = '';
};

const bytesOf = (text: string): Uint8Array | string => {
  const bytes = encoder.encode(text);
  // One byte a character: nothing in it that bytes could not hold.
  return bytes.length === text.length || !half.test(text) ? bytes : ownText(text);
};
