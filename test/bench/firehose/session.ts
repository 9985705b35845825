import { createInterface } from 'node:readline';
import { stdin } from 'node:process';
import { linesOf, write } from './lines';
import { streamOf, type Stream } from '../loads/order';
import { threadIdOf, turnIdOf } from '../mix';

interface Request {
  readonly id?: number | string;
  readonly method: string;
}

/**
 * The server's side for clients that only know whole turns: a handshake, threads, and turns. The first turn ends at
 * once, so that everything is warm; the second is the stream, with its beginning and its end.
 */
export const serveSession = async (order: Stream): Promise<void> => {
  const mix = streamOf(order.load);
  const pieces = linesOf(mix, { ...order, turns: 1, ended: true }, 'codex');
  // The second turn is number 0 of the mix: the first has a number that the mix never uses.
  const stages = [
    { turn: 1, pieces: [`${mix.completed(1)}\n`] },
    { turn: 0, pieces },
  ];
  let turns = 0;
  const answer = (id: number | string, result: object): Promise<void> =>
    write(`${JSON.stringify({ id, result })}\n`);
  for await (const line of createInterface({ input: stdin })) {
    const { id, method } = JSON.parse(line) as Request;
    if (id === undefined) continue;
    if (method === 'initialize') await answer(id, { userAgent: 'firehose/0.169.0 (Linux; x86_64) bench' });
    else if (method === 'thread/start') await answer(id, { thread: { id: threadIdOf(turns === 0 ? 1 : 0) } });
    else if (method === 'turn/start') {
      const stage = stages[turns]!;
      turns += 1;
      await answer(id, { turn: { id: turnIdOf(stage.turn), items: [], status: 'inProgress', error: null } });
      await write(`${mix.started(stage.turn)}\n`);
      for (const piece of stage.pieces) await write(piece);
    } else await answer(id, {});
  }
};
