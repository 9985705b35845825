import { createInterface } from 'node:readline';
import { byHand, type Message } from './by-hand';

/** The reader of lines that comes with Node, and `JSON.parse`. */
export const readline = byHand('node:readline and JSON.parse', (stdout, take) => {
  createInterface({ input: stdout, crlfDelay: Infinity }).on('line', (line) => {
    take(JSON.parse(line) as Message);
  });
});
