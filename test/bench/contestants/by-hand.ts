import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { startClock, type Arena, type Contestant } from '../contestant';
import type { Dialect } from '../loads/order';

/** A message as it is parsed, before anybody knows what it is. */
export interface Message {
  readonly id?: unknown;
  readonly result?: { readonly thread?: { readonly turns?: readonly unknown[] } };
}

/** Hands every message in what a child process writes to `take`, as one way of reading does it. */
export type Reading = (stdout: Readable, take: (message: Message) => void) => void;

/** A contestant that reads in the given way, by hand and for nobody. */
export const byHand = (name: string, reading: Reading, dialect: Dialect = 'codex'): Contestant => ({
  name,
  unit: 'notifications',
  run: async ({ launch, order, requests, settle }: Arena) => {
    const { command, args } = launch(dialect);
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let notifications = 0;
    let results = 0;
    let answered: () => void = () => undefined;
    reading(child.stdout, (message) => {
      if (message.id === undefined) return void (notifications += 1);
      if (isWhole(message)) results += 1;
      answered();
    });
    let id = 0;
    const closed = once(child, 'close');
    const request = (method: string): Promise<void> =>
      new Promise((resolve, reject) => {
        answered = resolve;
        // Settled already in the rounds that go well.
        void closed.then(() => reject(new Error('the child process ended before it had answered')));
        child.stdin.write(`${JSON.stringify({ id: (id += 1), method, params: {} })}\n`);
      });

    await request('initialize');
    await request('thread/loaded/list');
    notifications = 0;
    await settle();
    const clock = startClock();
    for (let sent = 0; sent < requests; sent += 1) await request('thread/read');
    const spent = clock();
    child.stdin.end();
    await closed;
    return { ...spent, received: order.kind === 'answer' ? results : notifications };
  },
});

const isWhole = ({ result }: Message): boolean => (result?.thread?.turns?.length ?? 0) > 0;
