import type { Redactor } from '../wire/redact.js';

/** The newest bytes of a stream that nobody has to read. */
export interface StderrTail {
  /** Takes the next bytes. */
  push(chunk: Uint8Array): void;
  /**
   * The kept end as text, redacted. If anything before it was dropped it starts at a line, or at a blank where no
   * line begins, since half a secret would not be recognised.
   */
  text(): string;
}

/** How many bytes of stderr are kept: 64 KiB. */
export const stderrTailBytes = 64 * 1024;

const afterFirst = (text: string, mark: RegExp): string | undefined => {
  const at = text.search(mark);
  return at === -1 ? undefined : text.slice(at + 1);
};

/**
 * Keeps the end of a stream in bounded memory.
 *
 * @param limit how many bytes are kept; default 64 KiB
 */
export const createStderrTail = (redact: Redactor, limit = stderrTailBytes): StderrTail => {
  let chunks: Uint8Array[] = [];
  let bytes = 0;
  let cut = false;

  const joined = (): Uint8Array => {
    const all = new Uint8Array(bytes);
    let offset = 0;
    for (const chunk of chunks) {
      all.set(chunk, offset);
      offset += chunk.length;
    }
    return all.subarray(Math.max(0, bytes - limit));
  };

  return {
    push: (chunk) => {
      chunks.push(chunk);
      bytes += chunk.length;
      // Compacted at twice the limit, so that the cost per byte stays constant.
      if (bytes <= 2 * limit && chunks.length <= 1024) return;
      const tail = joined().slice();
      cut ||= tail.length < bytes;
      chunks = [tail];
      bytes = tail.length;
    },
    text: () => {
      const text = new TextDecoder().decode(joined());
      return redact(cut || bytes > limit ? (afterFirst(text, /\n/) ?? afterFirst(text, /\s/) ?? '') : text);
    },
  };
};
