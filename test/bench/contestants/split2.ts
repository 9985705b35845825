import type { Duplex } from 'node:stream';
import type { Contestant } from '../contestant';
import { byHand, type Message } from './by-hand';

/** What is used of `split2`. */
export type Split = (mapper: (line: string) => unknown) => Duplex;

/** `split2` with `JSON.parse` as its mapper, as its readme shows it. */
export const split2 = (split: Split): Contestant =>
  byHand('split2 and JSON.parse', (stdout, take) => {
    stdout.pipe(split(JSON.parse)).on('data', (message: Message) => take(message));
  });
