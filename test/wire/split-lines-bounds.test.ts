import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createLineSplitter, type FramingFault } from '../../lib/wire/split-lines.js';
import { costRatio } from '../support/cost-ratio.js';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('memory', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const mebibyte = 1024 * 1024;
  const used = (): number => {
    // Twice: what the first run finds of buffers is given back, and counted, by the next.
    collect();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };

  it.each([16, 1_000, 65_536])('stays near the cap for an endless line in pieces of %i bytes', (size) => {
    const cap = 4 * mebibyte;
    const faults: FramingFault[] = [];
    const lines: string[] = [];
    const splitter = createLineSplitter({
      onLine: (line) => lines.push(line),
      onFault: (fault) => faults.push(fault),
      maxLineBytes: cap,
    });
    const feed = (bytes: number): void => {
      for (let sent = 0; sent < bytes; sent += size) splitter.push(new Uint8Array(size).fill(0x61));
    };
    const before = used();
    feed(cap - 2 * size);
    const full = used() - before;
    feed(2 * cap);
    const past = used() - before;
    splitter.push(encode('\nnext\n'));
    expect(full).toBeLessThan(cap + 8 * mebibyte);
    expect(past).toBeLessThan(2 * mebibyte);
    expect(faults).toEqual([{ fault: 'too-long', bytes: expect.any(Number) }]);
    expect(faults[0]!.bytes).toBeGreaterThan(2 * cap);
    expect(lines).toEqual(['next']);
  });
});

describe('cost', () => {
  const feedLines = (lineBytes: number, total: number, chunk: Uint8Array): number => {
    let lines = 0;
    const splitter = createLineSplitter({ onLine: () => (lines += 1), onFault: () => undefined });
    for (let line = 0; line < total / lineBytes; line += 1) {
      for (let sent = 0; sent < lineBytes; sent += chunk.length) splitter.push(chunk);
      splitter.push(Uint8Array.of(0x0a));
    }
    return lines;
  };

  it('is linear in the length of a line of many chunks', () => {
    const chunk = new Uint8Array(16 * 1024).fill(0x61);
    const total = 16 * 1024 * 1024;
    expect(costRatio((lineBytes) => feedLines(lineBytes, total, chunk), 256 * 1024, total)).toBeLessThan(8);
  });

  it('is linear in the number of lines of a chunk, with a broken one among them', () => {
    const total = 100_000;
    const run = (lines: number): void => {
      const chunk = Buffer.concat([Uint8Array.of(0xff, 0x0a), encode('{}\n'.repeat(lines))]);
      for (let done = 0; done < total; done += lines) {
        createLineSplitter({ onLine: () => undefined, onFault: () => undefined }).push(chunk);
      }
    };
    expect(costRatio(run, 2_500, 50_000)).toBeLessThan(6);
  });
});
