import { byHand, type Message } from './by-hand';

/** Reads the pipe, splits it into lines and parses each, by hand and for nobody: what no client can do without. */
export const floor = byHand('by hand: split and JSON.parse (the floor)', (stdout, take) => {
  let rest = '';
  stdout.setEncoding('utf8');
  stdout.on('data', (chunk: string) => {
    const text = rest + chunk;
    let start = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      take(JSON.parse(text.slice(start, end)) as Message);
      start = end + 1;
    }
    rest = text.slice(start);
  });
});

/**
 * The same for lines of any length: pieces are kept as they come, and joined, decoded and parsed once, when their line
 * is complete. (The floor of small messages would join a long line anew with each piece.)
 */
export const longLineFloor = byHand('by hand: join, decode and JSON.parse (the floor)', (stdout, take) => {
  let pieces: Buffer[] = [];
  stdout.on('data', (chunk: Buffer) => {
    let start = 0;
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      pieces.push(chunk.subarray(start, end));
      take(JSON.parse(Buffer.concat(pieces).toString('utf8')) as Message);
      pieces = [];
      start = end + 1;
    }
    if (start < chunk.length) pieces.push(chunk.subarray(start));
  });
});
