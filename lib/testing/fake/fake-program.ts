import type * as fileSystem from 'node:fs';
import type { compileTemplate } from './compile-template.js';
import type { createStepRunner, RunContext } from './create-step-runner.js';
import type { FakeScript, FakeStep } from './fake-step.js';

/** What the process of a fake app-server is told. */
export interface FakeSetup {
  /** What to do in each process, by launch; the last one for all further launches. */
  readonly scripts: readonly FakeScript[];
  /** Where launches are counted and records kept; without it, every launch is the first and nothing is recorded. */
  readonly folder: string | undefined;
}

/** One message of the client, or something that is none. */
interface ClientMessage {
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: { readonly [key: string]: unknown };
}

/**
 * The program of the fake app-server.
 *
 * It is self-contained, because it runs in another process from its source text: whatever it uses comes in by argument.
 */
/* istanbul ignore next */
export const fakeProgram = (
  load: (name: string) => unknown,
  compile: typeof compileTemplate,
  createRunner: typeof createStepRunner,
  setup: FakeSetup,
): void => {
  const fs = load('node:fs') as typeof fileSystem;
  const { stdin } = process;

  let launch = 0;
  for (; setup.folder !== undefined; launch++) {
    // Only one process can create a folder: that counts launches, even of several at once.
    if (fs.mkdirSync(`${setup.folder}/launch-${launch}`, { recursive: true }) !== undefined) break;
  }
  const script = setup.scripts[Math.min(launch, setup.scripts.length - 1)]!;
  const recordFile =
    setup.folder === undefined
      ? undefined
      : fs.openSync(`${setup.folder}/launch-${launch}/records.jsonl`, 'a');
  const record = (entry: object): void => {
    if (recordFile === undefined) return;
    fs.writeSync(recordFile, `${JSON.stringify({ launch, at: Date.now(), ...entry })}\n`);
  };

  const { run, runs, heard, answered } = createRunner({ load, compile, launch, record });
  const calls = new Map<string, number>();
  const lastTurns = new Map<string, string>();
  const prefix = launch === 0 ? '' : `${launch}-`;
  let lastThread = '';
  let threads = 0;
  let turns = 0;

  const start = (steps: readonly FakeStep[], message: ClientMessage = {}, call = 0): void => {
    const method = typeof message.method === 'string' ? message.method : undefined;
    const params = message.params ?? {};
    const isNewThread = method === 'thread/start' || method === 'thread/fork';
    if (isNewThread) lastThread = `thread-${prefix}${++threads}`;
    const named = (key: string): string | undefined => {
      const value = params[key];
      return typeof value === 'string' && value !== '' ? value : undefined;
    };
    const threadId = (isNewThread ? undefined : named('threadId')) ?? lastThread;
    const isNewTurn = method === 'turn/start' || method === 'review/start';
    if (isNewTurn) lastTurns.set(threadId, `turn-${prefix}${++turns}`);
    const namedTurn = isNewTurn ? undefined : (named('turnId') ?? named('expectedTurnId'));
    const turnId = namedTurn ?? lastTurns.get(threadId) ?? '';
    const own = { turnId, cancelled: false };
    runs.add(own);
    const context: RunContext = {
      ...{ id: message.id, method, params, call, threadId, turnId, run: own },
      ...{ gather: false, index: 0, answer: undefined },
    };
    void Promise.resolve(run(steps, context)).then(() => runs.delete(own));
  };

  const receive = (message: ClientMessage): void => {
    if (typeof message.method !== 'string') {
      const question = answered(message);
      if (question) void run(script.onAnswer?.[question.method] ?? [], question.context);
      return;
    }
    const call = calls.get(message.method) ?? 0;
    calls.set(message.method, call + 1);
    const { on = {}, otherwise = [] } = script;
    const silent = message.id === undefined ? [] : otherwise;
    start(Object.hasOwn(on, message.method) ? on[message.method]! : silent, message, call);
    heard(message.method);
  };

  const receiveLine = (line: string): void => {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      return record({ garbage: line });
    }
    if (typeof message !== 'object' || message === null || Array.isArray(message))
      return record({ garbage: line });
    record({ message });
    receive(message);
  };

  let parts: Buffer[] = [];
  stdin.on('data', (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      parts.push(chunk.subarray(from, end));
      from = end + 1;
      const line = Buffer.concat(parts).toString();
      parts = [];
      receiveLine(line);
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  });
  stdin.on('end', () => {
    if (parts.length > 0) record({ garbage: Buffer.concat(parts).toString() });
    record({ event: 'end' });
    start(script.onEnd ?? []);
  });
  process.on('SIGTERM', () => {
    record({ event: 'SIGTERM' });
    start(script.onSigterm ?? []);
  });
  // A script that ignores the end of stdin lives on until it is killed.
  setInterval(() => {}, 2 ** 30);

  record({ event: 'start', pid: process.pid });
  start(script.start ?? []);
};
