import { createInterface } from 'node:readline';
import { stdin, stdout } from 'node:process';
import type { Mix } from './mix';

/** What the child process is told on its command line. */
export interface FirehoseOptions {
  readonly turns: number;
  readonly messages: number;
}

/** How much is handed to the pipe at once. */
const pieceBytes = 1024 * 1024;

/** The messages of all turns in rotation, as lines, in large pieces. */
const linesOf = (mix: Mix, { turns, messages }: FirehoseOptions): Buffer[] => {
  const pieces: Buffer[] = [];
  let piece = '';
  for (let sent = 0; sent < messages; sent += 1) {
    piece += `${mix.text(sent % turns, Math.floor(sent / turns))}\n`;
    if (piece.length < pieceBytes && sent < messages - 1) continue;
    pieces.push(Buffer.from(piece));
    piece = '';
  }
  return pieces;
};

const write = (data: string | Buffer): Promise<void> =>
  new Promise((resolve, reject) => stdout.write(data, (error) => (error ? reject(error) : resolve())));

/**
 * The server's side, in a process of its own: answers `initialize`, opens its turns at the first request after it,
 * and sends everything at the second. Each answer comes when all of that is written.
 */
export const serveFirehose = async (mix: Mix, options: FirehoseOptions): Promise<void> => {
  const pieces = linesOf(mix, options);
  const opening = Array.from({ length: options.turns }, (_, turn) => `${mix.started(turn)}\n`).join('');
  const stages: readonly (readonly (string | Buffer)[])[] = [[], [opening], pieces];
  let requests = 0;
  for await (const line of createInterface({ input: stdin })) {
    const { id } = JSON.parse(line) as { readonly id?: number };
    if (id === undefined) continue;
    for (const data of stages[requests]!) await write(data);
    requests += 1;
    const result = { userAgent: 'firehose/0.169.0 (Linux; x86_64) bench', data: [], nextCursor: null };
    await write(`${JSON.stringify({ id, result })}\n`);
  }
};
