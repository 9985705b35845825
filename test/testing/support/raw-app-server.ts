import { spawn, type ChildProcess } from 'node:child_process';

/** One JSON-RPC message, loosely typed: these tests look at the wire itself. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Wire = any;

export interface RawAppServer {
  readonly child: ChildProcess;
  /** Every message of the server so far, in order. */
  readonly messages: Wire[];
  /** Every line of the server that is no JSON. */
  readonly garbage: string[];
  readonly stderr: () => string;
  readonly exited: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  send(message: Wire): void;
  /** Sends a request and resolves with its result, or rejects with its error. */
  request(method: string, params?: Wire): Promise<Wire>;
  /** Resolves with the first message, past or coming, for which the predicate holds. */
  until(what: string, predicate: (message: Wire) => boolean): Promise<Wire>;
  initialize(): Promise<Wire>;
  startThread(params?: Wire): Promise<string>;
  /** Starts a turn and resolves with its `turn/completed`. */
  runTurn(threadId: string, prompt: string): Promise<Wire>;
  /** Ends stdin and resolves when the process has ended. */
  end(): Promise<void>;
}

/** A small client of an app-server over its pipes, written without the library that is under test. */
export const startRawAppServer = (
  command: string,
  args: readonly string[],
  options: { env?: Readonly<Record<string, string>>; cwd?: string } = {},
): RawAppServer => {
  const child = spawn(command, args, {
    env: { ...process.env, ...options.env },
    cwd: options.cwd,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const messages: Wire[] = [];
  const garbage: string[] = [];
  const watchers = new Set<() => void>();
  let pending = '';
  let stderr = '';
  let over = false;
  let nextId = 1;

  const notice = () => watchers.forEach((watcher) => watcher());
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (pending + chunk).split('\n');
    pending = lines.pop()!;
    for (const line of lines) {
      try {
        messages.push(JSON.parse(line));
      } catch {
        garbage.push(line);
      }
    }
    notice();
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk));
  child.stdin.on('error', () => {});
  const exited = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => {
      if (pending !== '') garbage.push(pending);
      over = true;
      notice();
      resolve({ code, signal });
    });
  });

  const send = (message: Wire) => child.stdin.write(`${JSON.stringify(message)}\n`);

  const until = (what: string, predicate: (message: Wire) => boolean): Promise<Wire> =>
    new Promise((resolve, reject) => {
      let seen = 0;
      const fail = (why: string) => {
        watchers.delete(look);
        clearTimeout(timer);
        const tail = messages.slice(-8).map((message) => JSON.stringify(message).slice(0, 300));
        reject(new Error(`${why}: ${what}\n${tail.join('\n')}\n${stderr}`));
      };
      const look = () => {
        for (; seen < messages.length; seen++) {
          if (!predicate(messages[seen])) continue;
          watchers.delete(look);
          clearTimeout(timer);
          return resolve(messages[seen]);
        }
        if (over) fail('the server ended before');
      };
      const timer = setTimeout(() => fail('nothing came within 15 s'), 15_000);
      watchers.add(look);
      look();
    });

  const request = async (method: string, params: Wire = {}): Promise<Wire> => {
    const id = nextId++;
    send({ id, method, params });
    const answer = await until(`answer to ${method}`, (message) => message.id === id && !message.method);
    if (answer.error) throw Object.assign(new Error(answer.error.message), answer.error);
    return answer.result;
  };

  return {
    child,
    messages,
    garbage,
    stderr: () => stderr,
    exited,
    send,
    request,
    until,
    initialize: async () => {
      const result = await request('initialize', {
        clientInfo: { name: 'raw-test', title: 'raw test', version: '0' },
        capabilities: { experimentalApi: true },
      });
      send({ method: 'initialized' });
      return result;
    },
    startThread: async (params = {}) => (await request('thread/start', params)).thread.id,
    runTurn: async (threadId, prompt) => {
      const { turn } = await request('turn/start', { threadId, input: [{ type: 'text', text: prompt }] });
      return until(
        `turn/completed of ${turn.id}`,
        (message) => message.method === 'turn/completed' && message.params.turn.id === turn.id,
      );
    },
    end: async () => {
      child.stdin.end();
      await exited;
    },
  };
};
