import { createInterface } from 'node:readline';
import { stdin } from 'node:process';
import { answerOf, leadIn, streamOf, type Dialect, type Order } from '../loads/order';
import type { Assignment } from './assignment';
import { inDialect, linesOf, write } from './lines';
import { serveSession } from './session';

/** What is written before each answer, and the result of each. */
interface Stage {
  readonly before: readonly (string | Buffer)[];
  readonly result: string | Buffer;
}

const said = JSON.stringify({
  userAgent: 'firehose/0.169.0 (Linux; x86_64) bench',
  data: [],
  nextCursor: null,
});

const stagesOf = (order: Order, dialect: Dialect): ((request: number) => Stage) => {
  const plain: Stage = { before: [], result: said };
  if (order.kind === 'answer') {
    const large: Stage = { before: [], result: answerOf(order) };
    return (request) => (request < 2 ? plain : large);
  }
  const mix = streamOf(order.load);
  const opening = Array.from(
    { length: order.turns },
    (_, turn) => `${inDialect(mix.started(turn), dialect)}\n`,
  );
  const early = { ...order, messages: leadIn(order), ended: false };
  const stages = [
    plain,
    { before: [opening.join(''), ...linesOf(mix, early, dialect)], result: said },
    { before: linesOf(mix, order, dialect), result: said },
  ];
  return (request) => stages[request] ?? plain;
};

/**
 * The server's side, in a process of its own: answers `initialize`, opens its turns and leads in at the first request
 * after it, and sends everything at the second; or answers every request from the second on with one large result. Each answer
 * comes when all before it is written.
 */
export const serveFirehose = async ({ order, dialect }: Assignment): Promise<void> => {
  if (order.kind === 'stream' && dialect === 'session') return serveSession(order);
  const stageOf = stagesOf(order, dialect);
  let requests = 0;
  for await (const line of createInterface({ input: stdin })) {
    const { id } = JSON.parse(line) as { readonly id?: number | string };
    if (id === undefined) continue;
    const { before, result } = stageOf(requests);
    requests += 1;
    for (const data of before) await write(data);
    const start = inDialect(`{"id":${JSON.stringify(id)},"result":`, dialect);
    for (const data of [start, result, '}\n']) await write(data);
  }
};
