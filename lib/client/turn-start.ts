import { Observable } from 'rxjs';
import type { TurnStartParams } from '../protocol/generated/definitions.js';
import type { TurnChannel } from '../router/turn-channel.js';
import type { CallOptions, ClientCore } from './core.js';
import { toUserInput, type TurnInput } from './turn-input.js';

/** Params of `turn/start` beside those that the thread and the input give. */
export type TurnParams = Omit<TurnStartParams, 'threadId' | 'input'>;

/** One `turn/start` of this client, from before it is written until its turn is over. */
export interface TurnStart {
  readonly threadId: string;
  /**
   * Cold, to be subscribed once: writes the request, and emits the turn that it started or steered. Unsubscribing
   * before the write takes it back; afterwards it changes nothing.
   */
  readonly channel$: Observable<TurnChannel>;
  /** The turn, once the answer has named it. */
  readonly channel: () => TurnChannel | undefined;
  /** Whether the request was written. */
  readonly written: () => boolean;
  /** Whether something ran on the thread when it was written, so that it steered and started nothing. */
  readonly steers: () => boolean;
  /** Says that the turn was interrupted before it had started: it no longer keeps the thread busy. */
  markInterrupted(): void;
}

/** Prepares a `turn/start`; nothing is sent before `channel$` is subscribed. */
export const createTurnStart = (
  core: ClientCore,
  threadId: string,
  input: TurnInput,
  params: TurnParams = {},
  options: CallOptions = {},
): TurnStart => {
  let written = false;
  let steers = false;
  let channel: TurnChannel | undefined;
  let settlePending: () => void = () => undefined;

  const onWrite = (): void => {
    const thread = core.router.thread(threadId);
    written = true;
    steers = thread.busy();
    settlePending = thread.startPending();
    if (!steers) core.ownTurns.written(start);
  };

  const settle = (found: TurnChannel | undefined): void => {
    channel = found;
    settlePending();
    core.ownTurns.answered(start, found);
  };

  const channel$ = new Observable<TurnChannel>((subscriber) => {
    const fault = core.startFault();
    if (fault) {
      subscriber.error(fault);
      return undefined;
    }
    const call = { ...params, threadId, input: toUserInput(input) };
    const request = core.request('turn/start', call, { ...options, onWrite }).subscribe({
      next: ({ turn }) => {
        const found = core.router.adopt(threadId, turn.id);
        settle(found);
        subscriber.next(found);
        subscriber.complete();
      },
      error: (error: unknown) => {
        settle(undefined);
        subscriber.error(error);
      },
    });
    // Once written, the answer is wanted whether or not anybody still waits: it says which turn is ours.
    return () => {
      if (!written) request.unsubscribe();
    };
  });

  const start: TurnStart = {
    threadId,
    channel$,
    channel: () => channel,
    written: () => written,
    steers: () => steers,
    markInterrupted: () => settlePending(),
  };
  return start;
};
