/** What was wrong with the bytes of one line. */
export interface FramingFault {
  /**
   * `invalid-utf8`: the line is not UTF-8. `too-long`: it passed the cap. `truncated`: the stream ended inside it.
   * Such a line is dropped; the next one is read normally.
   */
  readonly fault: 'invalid-utf8' | 'too-long' | 'truncated';
  /** The length of the line in bytes, as far as it was read. */
  readonly bytes: number;
}

/** How lines are cut out of bytes, and where they go. */
export interface LineSplitterOptions {
  /** Takes each line, without its line feed. */
  readonly onLine: (line: string) => void;
  /** Takes each fault. */
  readonly onFault: (fault: FramingFault) => void;
  /** The longest line in bytes; a longer one is dropped up to its line feed. Default: 256 MiB. */
  readonly maxLineBytes?: number;
}

/** Cuts a stream of bytes into lines. */
export interface LineSplitter {
  /** Takes the next bytes; calls `onLine` for each line that ends in them, before it returns. */
  push(chunk: Uint8Array): void;
  /** Says that no bytes follow; an unfinished line is reported as truncated. */
  end(): void;
}

/** Half of the longest string that V8 can make of one line (about 512 MiB). */
export const defaultMaxLineBytes = 256 * 1024 * 1024;

const lineFeed = 0x0a;

/** Pieces up to this size are copied together: kept apart, each costs some 200 bytes beside its own. */
const smallPiece = 4 * 1024;

/** How many bytes of small pieces are put together. */
const roomForSmall = 64 * 1024;

/**
 * Makes a splitter that cuts only at byte 0x0A and decodes UTF-8, so that U+2028 inside a JSON string stays there.
 *
 * Linear in the length of a line however many chunks it comes in, since chunks are joined once. Whatever lines
 * lie whole in one chunk are decoded in one call.
 */
export const createLineSplitter = (options: LineSplitterOptions): LineSplitter => {
  const { onLine, onFault, maxLineBytes = defaultMaxLineBytes } = options;
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let pending: Uint8Array[] = [];
  let pendingBytes = 0;
  let skipping = false;
  let small: Uint8Array | undefined;
  let smallBytes = 0;

  const keep = (part: Uint8Array): void => {
    pendingBytes += part.length;
    if (skipping || part.length === 0) return;
    if (pendingBytes > maxLineBytes) {
      skipping = true;
      pending = [];
      smallBytes = 0;
    } else if (part.length > smallPiece) {
      gatherSmall();
      pending.push(part);
    } else {
      if (smallBytes + part.length > roomForSmall) gatherSmall();
      small ??= new Uint8Array(roomForSmall);
      small.set(part, smallBytes);
      smallBytes += part.length;
    }
  };

  const gatherSmall = (): void => {
    if (small && smallBytes > 0) pending.push(small.slice(0, smallBytes));
    smallBytes = 0;
  };

  const decode = (bytes: Uint8Array): string | undefined => {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  };

  const emit = (bytes: Uint8Array): void => {
    if (bytes.length > maxLineBytes) return onFault({ fault: 'too-long', bytes: bytes.length });
    const line = decode(bytes);
    if (line === undefined) onFault({ fault: 'invalid-utf8', bytes: bytes.length });
    else if (line !== '' && line !== '\r') onLine(line);
  };

  const reset = (): void => {
    pending = [];
    pendingBytes = 0;
    skipping = false;
    smallBytes = 0;
  };

  const finishPending = (): void => {
    gatherSmall();
    const [parts, bytes, tooLong] = [pending, pendingBytes, skipping];
    reset();
    if (tooLong) onFault({ fault: 'too-long', bytes });
    else if (bytes > 0) emit(parts.length === 1 ? parts[0]! : join(parts, bytes));
  };

  /** `block` starts at a line and ends before a line feed. */
  const emitBlock = (block: Uint8Array): void => {
    const text = block.length > maxLineBytes ? undefined : decode(block);
    if (text === undefined) return emitEach(block);
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (end > start + 1 || (end === start + 1 && text.charCodeAt(start) !== 0x0d))
        onLine(text.slice(start, end));
      start = end + 1;
    }
    const last = start === 0 ? text : text.slice(start);
    if (last !== '' && last !== '\r') onLine(last);
  };

  /** The slow way, for a block with something wrong in it: line by line, to find out which. */
  const emitEach = (block: Uint8Array): void => {
    let start = 0;
    for (let end = block.indexOf(lineFeed); end !== -1; end = block.indexOf(lineFeed, start)) {
      emit(block.subarray(start, end));
      start = end + 1;
    }
    emit(block.subarray(start));
  };

  return {
    push: (chunk) => {
      const first = chunk.indexOf(lineFeed);
      if (first === -1) return keep(chunk);
      let start = 0;
      if (pendingBytes > 0) {
        keep(chunk.subarray(0, first));
        finishPending();
        start = first + 1;
      }
      const last = chunk.lastIndexOf(lineFeed);
      if (last >= start) {
        emitBlock(chunk.subarray(start, last));
        start = last + 1;
      }
      if (start < chunk.length) keep(chunk.subarray(start));
    },
    end: () => {
      const bytes = pendingBytes;
      reset();
      if (bytes > 0) onFault({ fault: 'truncated', bytes });
    },
  };
};

const join = (parts: readonly Uint8Array[], bytes: number): Uint8Array => {
  const joined = new Uint8Array(bytes);
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
};
