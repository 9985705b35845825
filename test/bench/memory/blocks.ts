/** What a read from a pipe gives at most. */
export const blockBytes = 64 * 1024;

/** Puts lines together into blocks of bytes, which end wherever they end, as what is read from a pipe does. */
export interface Blocks {
  /** Takes one line of ASCII, without its line feed. */
  readonly write: (line: string) => void;
  /** Hands on what is left. */
  readonly flush: () => void;
}

/** Makes the blocks; each has memory of its own. */
export const createBlocks = (onBlock: (block: Uint8Array) => void): Blocks => {
  let block = Buffer.allocUnsafeSlow(blockBytes);
  let used = 0;
  const hand = (): void => {
    const full = block.subarray(0, used);
    block = Buffer.allocUnsafeSlow(blockBytes);
    used = 0;
    onBlock(full);
  };
  return {
    write: (line) => {
      const text = `${line}\n`;
      for (let start = 0; start < text.length;) {
        const part = text.slice(start, start + blockBytes - used);
        used += block.write(part, used, 'latin1');
        start += part.length;
        if (used === blockBytes) hand();
      }
    },
    flush: () => {
      if (used > 0) hand();
    },
  };
};
