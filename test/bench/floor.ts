import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startClock, type Contestant } from './contestant';

/** Reads the pipe, splits it into lines and parses each, by hand and for nobody: what no client can do without. */
export const floor = (turns: number): Contestant => ({
  name: 'by hand: split and JSON.parse',
  turns,
  floor: true,
  unit: 'notifications',
  run: async ({ command, args, settle }) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let notifications = 0;
    let answered: () => void = () => undefined;
    let rest = '';
    child.stdout.setEncoding('utf8');
    child.stdout.on('data', (chunk: string) => {
      const text = rest + chunk;
      let start = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
        const message = JSON.parse(text.slice(start, end)) as { readonly id?: number };
        if (message.id === undefined) notifications += 1;
        else answered();
        start = end + 1;
      }
      rest = text.slice(start);
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
    await request('thread/loaded/list');
    const spent = clock();
    child.stdin.end();
    await closed;
    return { ...spent, received: notifications };
  },
});
