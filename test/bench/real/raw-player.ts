import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Player, PlayerKind } from './player';
import { createRawLines } from './raw-lines';

/** A message of the server, as far as a client by hand looks at it. */
interface RawMessage {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly threadId?: string; readonly delta?: string };
  readonly result?: { readonly thread?: { readonly id: string } };
  readonly error?: { readonly message: string };
}

interface RunningTurn {
  readonly onDelta: (() => void) | undefined;
  readonly done: (text: string) => void;
  text: string;
}

/** What no client can do without: spawn, split, `JSON.parse`, the handshake, a map of answers and one of threads. */
export const rawPlayer: PlayerKind = {
  name: 'a client by hand',
  start: async ({ codexBin, env, cwd }) => {
    const child = spawn(codexBin, ['app-server'], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const closed = once(child, 'close');
    const answers = new Map<number, (message: RawMessage) => void>();
    const turns = new Map<string, RunningTurn>();
    let id = 0;

    const notified = ({ method, params }: RawMessage): void => {
      const turn = turns.get(params?.threadId ?? '');
      if (!turn) return;
      if (method === 'item/agentMessage/delta') {
        if (turn.text === '') turn.onDelta?.();
        turn.text += params!.delta!;
      } else if (method === 'turn/completed') {
        turns.delete(params!.threadId!);
        turn.done(turn.text);
      }
    };
    const read = createRawLines((line) => {
      const message = JSON.parse(line) as RawMessage;
      if (message.method !== undefined) return notified(message);
      answers.get(message.id!)?.(message);
      answers.delete(message.id!);
    });
    child.stdout.setEncoding('utf8').on('data', read);

    const write = (message: object): void => void child.stdin.write(`${JSON.stringify(message)}\n`);
    const request = (method: string, params: object): Promise<RawMessage> =>
      new Promise((resolve, reject) => {
        id += 1;
        answers.set(id, (message) => {
          if (message.error) reject(new Error(`${method}: ${message.error.message}`));
          else resolve(message);
        });
        write({ id, method, params });
      });

    const player: Player = {
      converse: async () => {
        const { result } = await request('thread/start', {});
        const threadId = result!.thread!.id;
        return {
          turn: (prompt, onDelta) =>
            new Promise((done, reject) => {
              turns.set(threadId, { onDelta, done, text: '' });
              const input = [{ type: 'text', text: prompt, text_elements: [] }];
              request('turn/start', { threadId, input }).catch(reject);
            }),
        };
      },
      close: async () => {
        child.stdin.end();
        await closed;
      },
    };
    await request('initialize', {
      clientInfo: { name: 'bench', title: 'bench', version: '0' },
      capabilities: { experimentalApi: true },
    });
    write({ method: 'initialized' });
    return player;
  },
};
