import { join, resolve } from 'node:path';
import { readDeltas, readMix, type Mix } from '../mix';
import { readHeavy } from './heavy';
import { longOutput, longThread, type ThreadText } from './thread-read';

/**
 * What the child process speaks: as codex does; the same with the member `jsonrpc` that JSON-RPC asks for and codex
 * leaves out; or as codex does with the methods that a whole turn takes.
 */
export type Dialect = 'codex' | 'jsonrpc' | 'session';

/** Notifications of some turns in rotation, all of them before the answer to one request. */
export interface Stream {
  readonly kind: 'stream';
  readonly load: 'mix' | 'deltas' | 'heavy';
  readonly turns: number;
  readonly messages: number;
  /** Whether the turns end, each with its `turn/completed`, before the answer. */
  readonly ended?: boolean;
}

/**
 * How many notifications come before those that are timed: a client runs for hours, and what it does when engines have
 * seen enough of it to compile it is what counts. The same for every contestant; none, where turns end.
 */
export const leadIn = ({ messages, ended }: Stream): number => (ended ? 0 : Math.ceil(messages / 5));

/** One large result, as the answer to every request. */
export interface Answer {
  readonly kind: 'answer';
  readonly load: 'thread' | 'output';
  readonly bytes: number;
}

/** What the child process sends. */
export type Order = Stream | Answer;

/** Where the recordings are. Benchmarks run from the top of the repository, as npm does it. */
const folder = resolve('test/fixtures/transcripts');
const recorded = (name: string): string => join(folder, name);

/** The notifications of a stream. */
export const streamOf = (load: Stream['load']): Mix => {
  switch (load) {
    case 'mix':
      return readMix(recorded('01-basic.jsonl'));
    case 'deltas':
      return readDeltas(recorded('01-basic.jsonl'));
    case 'heavy':
      return readHeavy(recorded('14-shell-command.jsonl'), recorded('05-sreq-patch.jsonl'));
  }
};

/** The text of a large result. */
export const answerOf = ({ load, bytes }: Answer): ThreadText =>
  load === 'thread' ? longThread(folder, bytes) : longOutput(folder, bytes);

/** How many bytes one notification of a stream has on average, its line feed included. */
export const bytesPerMessage = (mix: Mix): number => {
  const cycle = Array.from({ length: mix.length }, (_, index) => Buffer.byteLength(mix.text(0, index)) + 1);
  return Math.round(cycle.reduce((sum, bytes) => sum + bytes, 0) / mix.length);
};
