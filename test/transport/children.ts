import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Subscription } from 'rxjs';
import {
  createStdioConnection,
  type StdioConnection,
  type StdioLimits,
} from '../../lib/transport/stdio-connection.node.js';
import { stdioTransport, type StdioTransportOptions } from '../../lib/transport/stdio-transport.node.js';
import type { Connection } from '../../lib/transport/transport.js';
import { createRedactor } from '../../lib/wire/redact.js';
import { until } from '../support/wait.js';

/** Options that start Node on a script in place of codex. */
export const nodeScript = (script: string, ...args: readonly string[]) => ({
  command: process.execPath,
  args: ['-e', script, '--', ...args],
});

/** Starts Node on a script, with pipes. */
export const spawnScript = (script: string): ChildProcess =>
  spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'pipe'] });

/** Waits for the first bytes on a child's stdout: what it does before it writes them has been done. */
export const ready = async (child: ChildProcess): Promise<void> => {
  await once(child.stdout!, 'data');
};

/** How many child processes of this one are alive. */
export const childCount = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length;

/** Whether a process exists. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** A connection to a child and what it said so far. */
export interface Listened {
  readonly connection: Connection;
  readonly lines: string[];
  readonly diagnostics: string[];
  /** Settles when `incoming$` ends: with nothing, or with its error. */
  readonly end: Promise<unknown>;
  readonly subscription: Subscription;
  /** Waits for a number of lines and gives the last of them. */
  line(count: number): Promise<string>;
}

/** Listens to a connection from its first moment on. */
export const listenTo = (connection: Connection, subscription = new Subscription()): Listened => {
  const lines: string[] = [];
  const diagnostics: string[] = [];
  connection.diagnostics$?.subscribe(({ kind, message }) => diagnostics.push(`${kind}: ${message}`));
  const end = new Promise<unknown>((resolve) => {
    connection.incoming$.subscribe({
      next: (text) => lines.push(text),
      error: resolve,
      complete: () => resolve(undefined),
    });
  });
  const line = async (count: number): Promise<string> => {
    await until(() => lines.length >= count, `line ${count}`);
    return lines[count - 1]!;
  };
  return { connection, lines, diagnostics, end, subscription, line };
};

/** Connects to a child through the transport; rejects with what `connect()` errors with. */
export const connectTo = (options: StdioTransportOptions): Promise<Listened> =>
  new Promise((resolve, reject) => {
    const subscription = new Subscription();
    subscription.add(
      stdioTransport(options)
        .connect()
        .subscribe({
          next: (connection) => resolve(listenTo(connection, subscription)),
          error: reject,
        }),
    );
  });

/** Keeps a script running that would else be done. */
export const stayAlive = 'setInterval(() => {}, 1000);';

/** Makes a script write a line. */
export const say = (line: string): string => `process.stdout.write(${JSON.stringify(`${line}\n`)});`;

/** What a promise rejects with, or that it resolved. */
export const reasonOf = async (promise: Promise<unknown>): Promise<unknown> => {
  const [result] = await Promise.allSettled([promise]);
  return result.status === 'rejected' ? result.reason : 'resolved';
};

/** A started script with its connection, and what that said so far. */
export interface Started extends StdioConnection {
  readonly child: ChildProcess;
  readonly heard: Listened;
}

/** Gives a function that starts a script under a connection; after each test, whatever was started is ended. */
export const stdioConnections = (): ((script: string, limits?: Partial<StdioLimits>) => Started) => {
  let started: Started[] = [];
  afterEach(async () => {
    for (const { kill } of started) kill();
    await Promise.all(started.map(({ ended }) => ended));
    started = [];
    await until(() => childCount() === 0, 'no child left');
  });
  return (script, limits = {}) => {
    const child = spawnScript(script);
    const made = createStdioConnection(child, createRedactor(['canary-93b1f0']), limits);
    const all = { ...made, child, heard: listenTo(made.connection) };
    started.push(all);
    return all;
  };
};

/** A script that does what the contract suite asks of the other side. */
export const contractPeerScript = `
  const say = (message) => process.stdout.write(JSON.stringify(message) + '\\n');
  let rest = '';
  say({ hello: true });
  process.stdin.setEncoding('utf8').on('data', (chunk) => {
    const lines = (rest + chunk).split('\\n');
    rest = lines.pop();
    for (const line of lines) {
      const message = JSON.parse(line);
      if (message.lose) process.kill(process.pid, 'SIGKILL');
      else if (message.count === undefined) say(message);
      else for (let n = 0; n < message.count; n += 1) say({ n });
    }
  });
`;
