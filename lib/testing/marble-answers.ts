import { defer, isObservable, of, take, throwError, type Observable } from 'rxjs';
import type { ResponseError } from '../wire/message.js';
import { initializeResult, threadResult, turnStartResult } from './messages/results.js';

/** What a request is answered with: a result, an Observable of it, or a function of the params that returns either. */
export type MarbleAnswer = unknown;

/** The answers of a scripted server. */
export interface MarbleAnswers {
  set(method: string, answer: MarbleAnswer): void;
  /** Answers a message if it is a request. */
  answer(
    message: { readonly id?: unknown; readonly method?: string; readonly params?: unknown },
    send: (answer: object) => void,
  ): void;
}

const healthy: Readonly<Record<string, MarbleAnswer>> = {
  initialize: initializeResult(),
  'thread/start': threadResult(),
  'thread/resume': ({ threadId }: { readonly threadId?: string }) => threadResult(threadId),
  'thread/fork': threadResult(),
  'thread/unsubscribe': { status: 'unsubscribed' },
  'turn/start': turnStartResult(),
  'turn/steer': { turnId: '$turnId' },
  'turn/interrupt': {},
};

/** Makes the answers of a healthy server, with others laid over them. */
export const createMarbleAnswers = (others: Readonly<Record<string, MarbleAnswer>>): MarbleAnswers => {
  const answers = new Map(Object.entries({ ...healthy, ...others }));

  const resultOf = (method: string, params: unknown): Observable<unknown> => {
    if (!answers.has(method)) return throwError(() => unanswered(method));
    const answer = answers.get(method);
    const result = typeof answer === 'function' ? (answer as (asked: unknown) => unknown)(params) : answer;
    return isObservable(result) ? result : of(result);
  };

  return {
    set: (method, answer) => void answers.set(method, answer),
    answer: ({ id, method, params }, send) => {
      if (id === undefined || method === undefined) return;
      defer(() => resultOf(method, params))
        .pipe(take(1))
        .subscribe({
          next: (result) => send({ id, result }),
          error: (error: unknown) => send({ id, error: responseError(error) }),
        });
    },
  };
};

const unanswered = (method: string): ResponseError => ({
  code: -32600,
  message: `marbleCodex has no answer to ${method}: give it one with server.answers('${method}', result).`,
});

/** A JSON-RPC error as it is; of anything else the text, with the code of an internal error. */
const responseError = (error: unknown): ResponseError => {
  const { code, message, data } = Object(error) as Partial<ResponseError>;
  if (typeof code === 'number' && typeof message === 'string') {
    return { code, message, ...(data === undefined ? {} : { data }) };
  }
  return { code: -32603, message: error instanceof Error ? error.message : String(error) };
};
