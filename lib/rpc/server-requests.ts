import { asyncScheduler, from, isObservable, of, Subscription, take, type Observable } from 'rxjs';
import type { Report } from '../errors/diagnostic.js';
import { encodeMessage } from '../wire/encode-message.js';
import type { OutgoingMessage, RequestId, ServerRequestMessage } from '../wire/message.js';
import { faultInAnswer } from './check-answer.js';
import { failureOf, refusalOf, type Refusal } from './refusals.js';

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

/** The open server requests of one connection. */
export interface ServerRequests {
  /** Takes a request of the server's: hands it to its handler, or refuses it. */
  receive(request: ServerRequestMessage, threadId: string | undefined, turnId: string | undefined): void;
  /** Withdraws the request that the server says is settled. */
  resolved(id: unknown): void;
  /** Withdraws what belongs to an item that ended: tool calls are never reported as resolved. */
  itemEnded(turnId: string, itemId: string): void;
  /** Withdraws what belongs to a turn that ended. */
  turnEnded(turnId: string): void;
  /** Withdraws everything. */
  clear(): void;
  readonly open: () => number;
}

/** What server requests are answered with. */
export interface ServerRequestsOptions {
  readonly handlers: Readonly<Record<string, AnyServerRequestHandler | undefined>>;
  /** `refuse` answers what nobody handles with a refusal; `observe` leaves it to the server's other clients. */
  readonly unhandled: 'refuse' | 'observe';
  /** How long a handler may take, in ms; then the request is refused. */
  readonly handlerTimeout: number;
  readonly answer: (message: OutgoingMessage) => void;
  /** Whether an answer has the shape that the method's response has. */
  readonly isResponse: (method: string, answer: unknown) => boolean;
  readonly report: Report;
}

interface OpenRequest {
  readonly request: ServerRequestMessage;
  readonly turnId: string | undefined;
  readonly itemId: string | undefined;
  readonly controller: AbortController;
  /** The handler's work and its deadline. */
  readonly work: Subscription;
}

/**
 * Makes the book of what the server asks of this client.
 *
 * Each request gets exactly one answer, and consent only from a handler. A handler that throws, answers nonsense,
 * answers nothing or takes too long is a refusal. Handlers run outside the reader's way: whatever they do, the next
 * message is read.
 */
export const createServerRequests = (options: ServerRequestsOptions): ServerRequests => {
  const { answer, report, handlerTimeout } = options;
  const handlers = new Map(Object.entries(options.handlers));
  const open = new Map<RequestId, OpenRequest>();

  /** The first to settle a request decides; everything later finds it gone. */
  const settle = (entry: OpenRequest): boolean => {
    if (open.get(entry.request.id) !== entry) return false;
    open.delete(entry.request.id);
    entry.work.unsubscribe();
    return true;
  };

  /** Settles a request without its handler's answer, and tells the handler so. */
  const withdraw = (entry: OpenRequest): boolean => {
    if (!settle(entry)) return false;
    entry.controller.abort();
    return true;
  };

  const refuse = (
    entry: OpenRequest,
    refusal: Refusal,
    kind: 'refused' | 'handler',
    why: string,
    cause?: unknown,
  ): void => {
    const { id, method } = entry.request;
    if (!withdraw(entry)) return;
    answer({ id, ...refusal });
    report({
      kind,
      message: `${method} was refused: ${why}.`,
      method,
      ...(cause === undefined ? {} : { cause }),
    });
  };

  const accept = (entry: OpenRequest, returned: unknown): void => {
    const { id, method, params } = entry.request;
    let result: unknown;
    try {
      // Checked as the server will read it, when getters and `toJSON` have had their say.
      result = (JSON.parse(encodeMessage({ id, result: returned })) as { readonly result?: unknown }).result;
    } catch (error) {
      return refuse(entry, failureOf(method), 'handler', "the handler's answer cannot be written", error);
    }
    const fault = options.isResponse(method, result)
      ? faultInAnswer(method, params, result)
      : 'it is no valid response';
    if (fault)
      return refuse(entry, failureOf(method), 'handler', `the handler's answer was not usable, ${fault}`);
    if (settle(entry)) answer({ id, result });
  };

  const handle = (
    entry: OpenRequest,
    handler: AnyServerRequestHandler,
    context: ServerRequestContext,
  ): void => {
    const { method, params } = entry.request;
    const fail = (why: string, cause?: unknown): void =>
      refuse(entry, failureOf(method), 'handler', why, cause);
    let answer$: Observable<unknown>;
    try {
      const returned = handler(params, context);
      answer$ = isPending(returned) ? from(returned) : of(returned);
    } catch (error) {
      return fail('its handler threw', error);
    }
    let answered = false;
    entry.work.add(
      asyncScheduler.schedule(
        () => fail(`its handler took longer than ${handlerTimeout} ms`),
        handlerTimeout,
      ),
    );
    entry.work.add(
      answer$.pipe(take(1)).subscribe({
        next: (result) => {
          answered = true;
          accept(entry, result);
        },
        error: (error: unknown) => fail('its handler failed', error),
        complete: () => {
          if (!answered) fail('its handler ended without an answer');
        },
      }),
    );
  };

  const withdrawAll = (belongs: (entry: OpenRequest) => boolean): void => {
    for (const entry of open.values()) if (belongs(entry)) withdraw(entry);
  };

  return {
    receive: (request, threadId, turnId) => {
      const handler = handlers.get(request.method);
      if (!handler && options.unhandled === 'observe') return;
      const before = open.get(request.id);
      // The same id again is the same question asked anew, as after a resume; the old one can no longer be answered.
      if (before) withdraw(before);
      const controller = new AbortController();
      const entry: OpenRequest = {
        request,
        turnId,
        itemId: itemIdOf(request.params),
        controller,
        work: new Subscription(),
      };
      open.set(request.id, entry);
      if (!handler) return refuse(entry, refusalOf(request.method), 'refused', 'nobody handles it');
      return handle(entry, handler, { id: request.id, threadId, turnId, signal: controller.signal });
    },
    resolved: (id) => {
      const entry = open.get(id as RequestId);
      if (entry) withdraw(entry);
    },
    itemEnded: (turnId, itemId) => {
      if (open.size > 0) withdrawAll((entry) => entry.turnId === turnId && entry.itemId === itemId);
    },
    turnEnded: (turnId) => {
      if (open.size > 0) withdrawAll((entry) => entry.turnId === turnId);
    },
    clear: () => withdrawAll(() => true),
    open: () => open.size,
  };
};

const isPending = (value: unknown): value is Observable<unknown> | PromiseLike<unknown> =>
  isObservable(value) ||
  (typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function');

/** A dynamic tool call names its item `callId`. */
const itemIdOf = (params: unknown): string | undefined => {
  const { itemId, callId } = Object(params) as { itemId?: unknown; callId?: unknown };
  const id = itemId ?? callId;
  return typeof id === 'string' ? id : undefined;
};
