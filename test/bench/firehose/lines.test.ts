import { streamOf, type Stream } from '../loads/order';
import { linesOf } from './lines';

const order: Stream = { kind: 'stream', load: 'mix', turns: 3, messages: 100 };
const mix = streamOf('mix');
const read = (pieces: readonly Buffer[]): string[] => Buffer.concat(pieces).toString().trimEnd().split('\n');

describe('the lines of the child process', () => {
  it.each([1, 3])('are those of %d turns in rotation', (turns) => {
    const lines = read(linesOf(mix, { ...order, turns }, 'codex'));
    expect(lines).toHaveLength(100);
    lines.forEach((line, sent) => expect(line).toBe(mix.text(sent % turns, Math.floor(sent / turns))));
  });

  it('end each turn where turns end', () => {
    const lines = read(linesOf(mix, { ...order, ended: true }, 'codex'));
    expect(lines.slice(100)).toEqual([0, 1, 2].map((turn) => mix.completed(turn)));
  });

  it('are what JSON-RPC allows where it is read strictly', () => {
    const plain = read(linesOf(mix, order, 'codex'));
    const strict = read(linesOf(mix, order, 'jsonrpc'));
    strict.forEach((line, sent) => {
      const { method, params } = JSON.parse(plain[sent]!) as {
        readonly method: string;
        readonly params: object;
      };
      expect(JSON.parse(line)).toEqual({ jsonrpc: '2.0', method, params });
    });
  });
});
