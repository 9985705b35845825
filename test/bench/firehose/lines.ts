import { stdout } from 'node:process';
import type { Dialect, Stream } from '../loads/order';
import type { Mix } from '../mix';

/** How much is handed to the pipe at once. */
const pieceBytes = 1024 * 1024;

/** The messages of all turns in rotation, as lines, in large pieces; then the end of each turn, if they end. */
export const linesOf = (
  mix: Mix,
  { turns, messages, ended }: Stream,
  dialect: Dialect,
): readonly Buffer[] => {
  const line = (text: string): string => `${inDialect(text, dialect)}\n`;
  const lineOf = (turn: number, index: number): string => line(mix.text(turn, index));
  // One turn says the same in each cycle: its lines are made once.
  const cycle = turns === 1 ? Array.from({ length: mix.length }, (_, index) => lineOf(0, index)) : [];
  const pieces: Buffer[] = [];
  let piece = '';
  const add = (text: string): void => {
    piece += text;
    if (piece.length >= pieceBytes) flush();
  };
  const flush = (): void => {
    pieces.push(Buffer.from(piece));
    piece = '';
  };
  for (let sent = 0; sent < messages; sent += 1) {
    add(cycle[sent % mix.length] ?? lineOf(sent % turns, Math.floor(sent / turns)));
  }
  if (ended) for (let turn = 0; turn < turns; turn += 1) add(line(mix.completed(turn)));
  flush();
  return pieces;
};

/** JSON-RPC knows no member beside its own: who reads strictly gets `jsonrpc` instead of `emittedAtMs`. */
export const inDialect = (text: string, dialect: Dialect): string =>
  dialect === 'jsonrpc' ? `{"jsonrpc":"2.0",${text.slice(1).replace(/,"emittedAtMs":\d+\}$/, '}')}` : text;

/** Writes to the pipe; resolves when it has taken everything. */
export const write = (data: string | Buffer): Promise<void> =>
  new Promise((resolve, reject) => stdout.write(data, (error) => (error ? reject(error) : resolve())));
