import type { Lane } from './lane.js';

const width = (): number => Math.max(40, process.stdout.columns || 80);
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The end of a text that fits, so that the eye follows what is being written. */
const tail = (text: string, columns: number): string =>
  text.length > columns ? `…${text.slice(1 - columns)}` : text;

const laneLines = (lane: Lane): string[] => {
  const asks = lane.asks === '' ? '' : `   asks: ${oneLine(lane.asks)}`;
  const head = `${lane.name.padEnd(8)} ${lane.status.padEnd(11)} ${String(lane.tokens).padStart(6)} tokens${asks}`;
  const body = [lane.plan, oneLine(lane.output), oneLine(lane.text)];
  return [head, ...body.map((line) => `  ${tail(line, width() - 4)}`), ''];
};

/** Draws frames over each other: returns a function that takes all lanes and repaints. */
export const createPainter = (): ((lanes: readonly Lane[]) => void) => {
  let painted = 0;
  return (lanes) => {
    const lines = lanes.flatMap(laneLines);
    const up = painted > 0 ? `\x1b[${painted}A` : '';
    process.stdout.write(up + lines.map((line) => `\x1b[2K${line}\n`).join(''));
    painted = lines.length;
  };
};

/** The closing table. */
export const summary = (lanes: readonly Lane[]): string =>
  [
    'turn      status        tokens  seconds  answer',
    ...lanes.map(({ name, status, tokens, seconds, text }) =>
      [
        name.padEnd(9),
        status.padEnd(11),
        String(tokens).padStart(8),
        seconds.toFixed(1).padStart(8),
        ` ${oneLine(text).slice(0, width() - 42)}`,
      ].join(' '),
    ),
  ].join('\n');
