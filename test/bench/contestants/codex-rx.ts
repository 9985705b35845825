import { firstValueFrom } from 'rxjs';
import { createCodexClient, type CodexClient, type CodexTurn } from '../../../lib/index.js';
import { stdioTransport } from '../../../lib/node.js';
import { startClock, type Arena, type Contestant } from '../contestant';
import type { Order } from '../loads/order';
import { threadIdOf, turnIdOf } from '../mix';

/** How codex-rx is used. */
export interface ClientUse {
  /** How many subscribers each turn has from its beginning. */
  readonly subscribers: number;
  readonly validate: boolean;
  /** Whether what turns said is kept for late subscribers. */
  readonly replay: boolean;
}

/** codex-rx from the pipe to its subscribers. */
export const codexRx = (use: ClientUse): Contestant => ({
  name: nameOf(use),
  unit: use.subscribers > 0 ? 'turn events' : 'characters',
  times: Math.max(1, use.subscribers),
  run: async (arena) => {
    const { launch, order, requests, settle } = arena;
    const client = connect(launch('codex'), use);
    let received = 0;
    const count = (turn: CodexTurn): void => {
      for (let one = 0; one < use.subscribers; one += 1)
        turn.events$.subscribe({ next: () => (received += 1), error: () => undefined });
    };
    if (use.subscribers > 0) client.turns$.subscribe(count);
    await firstValueFrom(client.ready$);
    await firstValueFrom(client.request('thread/loaded/list', {}));
    received = 0;
    await settle();
    const clock = startClock();
    let results = 0;
    for (let sent = 0; sent < requests; sent += 1) results += await ask(client, order);
    const spent = clock();
    if (order.kind === 'answer') received = results;
    else if (use.subscribers === 0) received = keptBy(client, order.turns);
    await client.close();
    return { ...spent, received };
  },
});

const nameOf = ({ subscribers, validate, replay }: ClientUse): string => {
  const who =
    subscribers === 0 ? ', nobody subscribed' : subscribers === 1 ? '' : `, ${subscribers} subscribers`;
  return `codex-rx, ${validate ? 'validated' : 'unvalidated'}, replay ${replay ? 'kept' : 'off'}${who}`;
};

/** A client of the child process. */
export const connect = (
  launch: ReturnType<Arena['launch']>,
  { validate, replay }: Pick<ClientUse, 'validate' | 'replay'>,
): CodexClient =>
  createCodexClient(stdioTransport(launch), { validate, ...(replay ? {} : { replay: false }) });

/** One timed request; 1 if it was answered with a whole thread. A stream comes before an answer that has none. */
const ask = async (client: CodexClient, order: Order): Promise<number> => {
  const options = { timeout: 600_000 };
  if (order.kind === 'stream') {
    await firstValueFrom(client.request('thread/loaded/list', {}, options));
    return 0;
  }
  const params = { threadId: threadIdOf(0), includeTurns: true };
  const { thread } = await firstValueFrom(client.request('thread/read', params, options));
  return thread.turns.length > 0 ? 1 : 0;
};

/** How much there is for late subscribers. */
const keptBy = (client: CodexClient, turns: number): number => {
  let kept = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const reader = client.turn(turnIdOf(turn)).events$.subscribe((event) => {
      if (event.method === 'item/agentMessage/delta') kept += event.params.delta.length;
      else if (event.method !== 'turn/started') kept += 1;
    });
    reader.unsubscribe();
  }
  return kept;
};
