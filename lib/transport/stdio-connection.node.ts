import type { ChildProcess } from 'node:child_process';
import { Subject } from 'rxjs';
import { CodexBackpressureError } from '../errors/codex-backpressure-error.js';
import { CodexProcessError } from '../errors/codex-process-error.js';
import { CodexTransportError } from '../errors/codex-transport-error.js';
import type { Diagnostic } from '../errors/diagnostic.js';
import { createLineSplitter, type FramingFault } from '../wire/split-lines.js';
import type { Redactor } from '../wire/redact.js';
import { createIncomingTexts } from './incoming-texts.js';
import { createStderrTail } from './stderr-tail.js';
import { stopChild } from './stop-child.node.js';
import type { Connection } from './transport.js';

/** Bounds of a connection to a child process. */
export interface StdioLimits {
  /** The longest line from the server in bytes; a longer one is dropped with a diagnostic. Default: 256 MiB. */
  readonly maxLineBytes: number;
  /** How many bytes may wait to be written before `send` is refused. Default: 64 MiB. */
  readonly maxQueuedBytes: number;
  /** How long `close()` waits after the end of stdin before SIGTERM, and after that before SIGKILL, in ms. Default: 2,000. */
  readonly closeStepTimeout: number;
}

/** A connection to a child process, with what its owner needs beside it. */
export interface StdioConnection {
  readonly connection: Connection;
  /** Ends the child at once. Idempotent. */
  readonly kill: () => void;
  /** Resolves when the child is gone and everything it wrote was delivered. */
  readonly ended: Promise<void>;
}

const defaultMaxQueuedBytes = 64 * 1024 * 1024;
const defaultCloseStepTimeout = 2_000;

/** A grandchild can hold the pipes open after the child's exit; its output is not waited for longer than this (ms). */
const drainAfterExit = 200;

/** A child that dies breaks its stdin first: a send that fails waits this long for an end that says more (ms). */
const exitAfterBrokenPipe = 500;

/** Makes the connection of a child that is being started. Reading begins with the first microtask after `spawn`. */
export const createStdioConnection = (
  child: ChildProcess,
  redact: Redactor,
  limits: Partial<StdioLimits>,
): StdioConnection => {
  const { stdin, stdout, stderr } = child;
  if (!stdin || !stdout || !stderr)
    throw new CodexTransportError('The child process was started without pipes.');
  const { maxQueuedBytes = defaultMaxQueuedBytes, closeStepTimeout = defaultCloseStepTimeout } = limits;
  const incoming = createIncomingTexts();
  const diagnostics$ = new Subject<Diagnostic>();
  const tail = createStderrTail(redact);
  let closing: Promise<void> | undefined;
  let loss: CodexTransportError | undefined;
  let over = false;
  // Counted here: the stream counts the characters of a string, not its bytes.
  let queuedBytes = 0;
  let settleEnded: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (settleEnded = resolve));

  const splitter = createLineSplitter({
    onLine: incoming.next,
    onFault: (fault) => diagnostics$.next(framingDiagnostic(fault)),
    ...(limits.maxLineBytes === undefined ? {} : { maxLineBytes: limits.maxLineBytes }),
  });

  const finish = (): void => {
    if (over) return;
    over = true;
    clearTimeout(drainTimer);
    splitter.end();
    loss = endError(child, tail.text(), closing !== undefined);
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
    if (closing) incoming.complete();
    else incoming.error(loss);
    diagnostics$.complete();
    settleEnded();
  };
  let drainTimer: NodeJS.Timeout | undefined;

  // A write to a dead child fails here as well as in its callback; the callback settles the send.
  stdin.on('error', () => undefined);
  stdout.on('error', () => undefined);
  stderr.on('error', () => undefined);
  stderr.on('data', (chunk: Uint8Array) => tail.push(chunk));
  child.once('spawn', () => stdout.on('data', splitter.push));
  child.once('exit', () => (drainTimer = setTimeout(finish, drainAfterExit)));
  child.once('close', finish);

  let broken: Promise<void> | undefined;
  const afterBroken = (): Promise<void> =>
    (broken ??= new Promise((resolve) => {
      const timer = setTimeout(resolve, exitAfterBrokenPipe);
      void ended.then(() => {
        clearTimeout(timer);
        resolve();
      });
    }));

  const send = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      if (over || closing) return reject(loss ?? new CodexTransportError('The connection is closing.'));
      if (queuedBytes > maxQueuedBytes)
        return reject(new CodexBackpressureError(queuedBytes, maxQueuedBytes));
      const bytes = Buffer.byteLength(text) + 1;
      queuedBytes += bytes;
      stdin.write(`${text}\n`, 'utf8', (cause) => {
        queuedBytes -= bytes;
        // A write that is under way when its stream is destroyed is called back without an error.
        if (!cause && !stdin.destroyed) return resolve();
        void afterBroken().then(() => {
          const why = cause ? { cause } : {};
          reject(loss ?? new CodexTransportError('The server no longer reads its input.', why));
        });
      });
      return undefined;
    });

  return {
    connection: {
      incoming$: incoming.incoming$,
      diagnostics$: diagnostics$.asObservable(),
      send,
      close: () => (closing ??= stopChild(child, closeStepTimeout, ended)),
      info: { transport: 'stdio', ...(child.pid === undefined ? {} : { pid: child.pid }) },
    },
    kill: () => {
      if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
        child.kill('SIGKILL');
    },
    ended,
  };
};

const framingDiagnostic = ({ fault, bytes }: FramingFault): Diagnostic => {
  const what = {
    'invalid-utf8': 'is not UTF-8 and was dropped',
    'too-long': 'is longer than maxLineBytes and was dropped',
    truncated: 'was cut off by the end of the stream',
  }[fault];
  return { kind: 'framing', message: `A line of ${bytes} bytes ${what}.` };
};

const endError = (child: ChildProcess, stderrTail: string, asked: boolean): CodexProcessError => {
  const { exitCode, signalCode: signal } = child;
  const how = signal ? `signal ${signal}` : `exit code ${exitCode}`;
  return new CodexProcessError(
    `codex app-server ended ${asked ? 'on request' : 'unexpectedly'} (${how}).`,
    { exitCode, signal, stderrTail },
    asked ? {} : { hint: 'Make another client, and take up a thread again with resumeThread(id).' },
  );
};
