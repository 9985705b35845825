import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startClock, type Contestant } from '../contestant';
import { leadIn } from '../loads/order';

/** Counts line feeds and does nothing else: what the pipe itself can carry. */
export const newlines: Contestant = {
  name: 'counting newlines',
  unit: 'notifications',
  run: async ({ launch, order, settle }) => {
    if (order.kind !== 'stream') throw new TypeError('newlines are counted in streams only');
    const { command, args } = launch('codex');
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const closed = once(child, 'close');
    let lines = 0;
    let awaited = Infinity;
    let reached: () => void = () => undefined;
    child.stdout.on('data', (chunk: Buffer) => {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
      if (lines >= awaited) reached();
    });
    /** Nothing is parsed: an answer is there when so many lines are. */
    const request = (method: string, more: number): Promise<void> =>
      new Promise((resolve, reject) => {
        [awaited, reached] = [lines + more, resolve];
        void closed.then(() => reject(new Error('the child process ended before it had answered')));
        child.stdin.write(`${JSON.stringify({ id: 1, method, params: {} })}\n`);
      });

    await request('initialize', 1);
    await request('thread/loaded/list', order.turns + leadIn(order) + 1);
    const before = lines;
    await settle();
    const clock = startClock();
    await request('thread/read', order.messages + 1);
    const spent = clock();
    child.stdin.end();
    await closed;
    return { ...spent, received: lines - before - 1 };
  },
};
