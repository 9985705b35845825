import { Observable } from 'rxjs';
import type { TurnStartParams } from '../protocol/generated/definitions.js';
import type { TurnChannel } from '../router/turn-channel.js';
import type { ClientCore, InternalCallOptions } from './core.js';
import type { TurnStart } from './own-turns.js';
import { toUserInput, type TurnInput } from './turn-input.js';
import { untilAborted } from './until-aborted.js';

/** Params of `turn/start` beside those that the thread and the input give. */
export type TurnParams = Omit<TurnStartParams, 'threadId' | 'input'>;

/** Prepares a `turn/start`; nothing is sent before `channel$` is subscribed. */
export const createTurnStart = (
  core: ClientCore,
  threadId: string,
  input: TurnInput,
  params: TurnParams = {},
  { signal, onWrite: noteWrite, ...options }: InternalCallOptions = {},
): TurnStart => {
  let written = false;
  let steers = false;
  /** The turn that it was taken to steer. */
  let ahead: TurnChannel | undefined;
  let interrupted = false;
  let channel: TurnChannel | undefined;
  let settlePending: () => void = () => undefined;

  const onWrite = (): void => {
    const thread = core.router.thread(threadId);
    written = true;
    steers = thread.busy();
    ahead = thread.active();
    settlePending = thread.startPending();
    if (!steers) core.ownTurns.written(start);
    noteWrite?.();
  };

  const settle = (found: TurnChannel | undefined): void => {
    channel = found;
    // The end of the turn ahead was on its way when this was written: it started a turn of its own.
    if (steers && found && found !== ahead && ahead?.over()) {
      steers = false;
      core.ownTurns.written(start);
    }
    if (interrupted && found) core.router.thread(threadId).interrupted(found);
    settlePending();
    core.ownTurns.answered(start, found);
  };

  const channel$ = new Observable<TurnChannel>((subscriber) => {
    if (subscriber.closed) return undefined;
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
    channel$: channel$.pipe(untilAborted(signal)),
    channel: () => channel,
    written: () => written,
    steers: () => steers,
    markInterrupted: () => {
      const thread = core.router.thread(threadId);
      interrupted = true;
      settlePending();
      if (channel) thread.interrupted(channel);
      else settlePending = thread.startInterrupted();
    },
  };
  return start;
};
