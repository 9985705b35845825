import { blockBytes, createBlocks } from './blocks';

describe('blocks as they are read from a pipe', () => {
  it('hold the lines, however long, and are all full but the last', () => {
    const blocks: Uint8Array[] = [];
    const { write, flush } = createBlocks((block) => blocks.push(block));
    const lines = [10, blockBytes - 1, 3 * blockBytes, 0, 7].map((length, line) =>
      String(line).repeat(length),
    );
    for (const line of lines) write(line);
    flush();
    flush();
    expect(Buffer.concat(blocks).toString()).toBe(lines.map((line) => `${line}\n`).join(''));
    expect(blocks.slice(0, -1).map(({ length }) => length)).toEqual(
      Array(blocks.length - 1).fill(blockBytes),
    );
    expect(new Set(blocks.map(({ buffer }) => buffer)).size).toBe(blocks.length);
  });
});
