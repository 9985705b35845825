import { from, isObservable, of, Subscription, take, type Observable } from 'rxjs';
import type { RequestId } from '../wire/message.js';

/** Where a server request came from, for its handler. */
export interface ServerRequestContext {
  readonly id: RequestId;
  readonly threadId: string | undefined;
  readonly turnId: string | undefined;
  /** Aborts when an answer is no longer wanted: the request was resolved, its turn ended, or its time is up. */
  readonly signal: AbortSignal;
}

/** Answers one kind of server request with a value, a promise of it, or an Observable of it (its first value). */
export type AnyServerRequestHandler = (params: unknown, context: ServerRequestContext) => unknown;

/** What becomes of a handler's work. */
export interface HandlerOutcome {
  /** Called at most once. */
  readonly answer: (result: unknown) => void;
  /** Called at most once, instead; `why` says what was wrong with the handler. */
  readonly fail: (why: string, cause?: unknown) => void;
}

/** Calls a handler and waits for its first value; unsubscribing gives its work up. Never throws. */
export const callHandler = (
  handler: AnyServerRequestHandler,
  params: unknown,
  context: ServerRequestContext,
  { answer, fail }: HandlerOutcome,
): Subscription => {
  let answer$: Observable<unknown>;
  try {
    const returned = handler(params, context);
    answer$ = isPending(returned) ? from(returned) : of(returned);
  } catch (error) {
    fail('its handler threw', error);
    return Subscription.EMPTY;
  }
  let answered = false;
  return answer$.pipe(take(1)).subscribe({
    next: (result) => {
      answered = true;
      answer(result);
    },
    error: (error: unknown) => fail('its handler failed', error),
    complete: () => {
      if (!answered) fail('its handler ended without an answer');
    },
  });
};

const isPending = (value: unknown): value is Observable<unknown> | PromiseLike<unknown> =>
  isObservable(value) ||
  (typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function');
