import { CodexOptionsError } from '../../errors/codex-options-error.js';
import type {
  AskStep,
  ByCallStep,
  CancelTurnStep,
  ChooseStep,
  ExitStep,
  FakeStep,
  GrandchildStep,
  RawStep,
  ReadingStep,
  RepeatStep,
  SendPartStep,
  SendStep,
  WaitForStep,
} from './fake-step.js';

/** A step that sends messages, each in a write of its own. */
export const send = (...messages: readonly unknown[]): SendStep => ({
  type: 'send',
  messages,
  together: false,
});

/** A step that sends messages in a single write, so that they reach the client in one chunk. */
export const sendTogether = (...messages: readonly unknown[]): SendStep => ({
  type: 'send',
  messages,
  together: true,
});

/** A step that answers the request at hand. */
export const reply = (result: unknown): SendStep => send({ id: '$id', result });

/** A step that answers the request at hand with an error. */
export const replyError = (code: number, message: string, data?: unknown): SendStep =>
  send({ id: '$id', error: { code, message, ...(data !== undefined && { data }) } });

/** How a request of the server is sent. */
export interface AskOptions {
  /** The id of the request. Default: the next of the server's own, from 0 upwards. */
  readonly id?: string | number;
  /** Whether the steps that follow wait for the answer, which they can use as `$answer`. Default: true. */
  readonly wait?: boolean;
}

/** A step that sends the client a request, and waits for its answer. */
export const ask = (
  message: { readonly method: string; readonly params: unknown },
  options: AskOptions = {},
): AskStep => ({
  type: 'ask',
  id: options.id ?? '$nextId',
  method: message.method,
  params: message.params,
  wait: options.wait ?? true,
});

/**
 * A step that sends the beginning of a message and no end of line.
 *
 * @param length how many characters of it; default: half
 */
export const sendPart = (message: unknown, length?: number): SendPartStep => ({
  type: 'sendPart',
  message,
  length,
});

/** A step that writes text or bytes to stdout exactly as they are, without an end of line. */
export const raw = (content: string | Uint8Array): RawStep => rawTo('stdout', content);

/** A step that writes text or bytes to stderr exactly as they are. */
export const stderr = (content: string | Uint8Array): RawStep => rawTo('stderr', content);

/**
 * A step that runs steps several times; they count the rounds with `$index`, from 0.
 *
 * What it sends goes out in large writes: a million small messages take about a second.
 *
 * @throws CodexOptionsError if `count` is no whole number from 0 upwards
 */
export const times = (count: number, ...steps: readonly FakeStep[]): RepeatStep => {
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new CodexOptionsError(`times() takes a whole number from 0 upwards, not ${String(count)}.`);
  }
  return { type: 'repeat', times: count, steps };
};

/**
 * A step that goes on with the steps that belong to a value: `choose('$answer.result.decision', { accept: [...] })`.
 *
 * @param otherwise the steps for any other value; default: none
 */
export const choose = (
  value: string,
  cases: Readonly<Record<string, readonly FakeStep[]>>,
  otherwise: readonly FakeStep[] = [],
): ChooseStep => ({ type: 'choose', value, cases, otherwise });

/**
 * A step that runs the first list when its method comes the first time, and so on; the last list from then on.
 *
 * @throws CodexOptionsError if there is no list
 */
export const byCall = (...lists: readonly (readonly FakeStep[])[]): ByCallStep => {
  if (lists.length === 0) throw new CodexOptionsError('byCall() needs at least one list of steps.');
  return { type: 'byCall', lists };
};

/** A step that waits until the client next sends this method, any method of the test's own making included. */
export const waitFor = (method: string): WaitForStep => ({ type: 'waitFor', method });

/** A step that stops reading stdin, so that what the client writes piles up. */
export const stopReading = (): ReadingStep => ({ type: 'reading', on: false });

/** A step that goes on reading stdin. */
export const resumeReading = (): ReadingStep => ({ type: 'reading', on: true });

/**
 * A step that starts a process in a session of its own, which holds stdout and stderr open after the server has gone.
 *
 * @param ms how long it lives, in milliseconds; default 10,000
 */
export const grandchild = (ms = 10_000): GrandchildStep => ({ type: 'grandchild', ms });

/** A step that ends all other steps still under way for the same turn, as an interrupt does. */
export const cancelTurn = (): CancelTurnStep => ({ type: 'cancelTurn' });

/** A step that ends the process with an exit code, after what was written is on its way. */
export const exit = (code: number): ExitStep => ({ type: 'exit', code, signal: undefined });

/** A step that ends the process by a signal, after what was written is on its way. */
export const die = (signal: NodeJS.Signals = 'SIGKILL'): ExitStep => ({ type: 'exit', code: 1, signal });

const rawTo = (to: 'stdout' | 'stderr', content: string | Uint8Array): RawStep => ({
  type: 'raw',
  to,
  base64: Buffer.from(content as Uint8Array).toString('base64'),
});
