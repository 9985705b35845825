import { CodexOptionsError } from '../errors/codex-options-error.js';
import { turnMethods, type TurnMethodNames } from '../protocol/generated/turn-methods.js';
import { clientRequestTraits } from '../protocol/generated/client-request-traits.js';
import type { SendRequest } from './core.js';
import { ownCalls, type OwnCalls } from './method-calls.js';

/**
 * One method for each request that names a turn, without the ids of turn and thread.
 *
 * Each is cold, like those of a thread; it errors with `CodexOptionsError` while the turn's thread is not known.
 */
export type TurnMethods = OwnCalls<TurnMethodNames>;

/** What the methods of a turn need to know of it. */
export interface TurnNames {
  readonly turnId: string;
  readonly threadId: () => string | undefined;
}

/** Makes the methods of one turn. */
export const createTurnMethods = (request: SendRequest, { turnId, threadId }: TurnNames): TurnMethods =>
  ownCalls(request, turnMethods, (method) => {
    const known = threadId();
    if (known === undefined) throw unknownThread(turnId);
    return { threadId: known, [clientRequestTraits[method].scope?.turn ?? 'turnId']: turnId };
  });

/** The thread of a turn that is not known must be named. */
export const unknownThread = (turnId: string): CodexOptionsError =>
  new CodexOptionsError(`The thread of turn ${turnId} is not known.`, {
    hint: 'Name it: client.turn(turnId, { threadId }).',
  });
