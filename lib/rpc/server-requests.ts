import { asyncScheduler, Subject, Subscription } from 'rxjs';
import type { Report } from '../errors/diagnostic.js';
import { encodeMessage } from '../wire/encode-message.js';
import type { OutgoingMessage, RequestId } from '../wire/message.js';
import { callHandler, type AnyServerRequestHandler } from './call-handler.js';
import { faultInAnswer } from './check-answer.js';
import type { OpenRequestChange, OpenRequests, OpenServerRequest, Settlement } from './open-requests.js';
import { isUnderstood } from './is-understood.js';
import { failureOf, refusalOf, type Refusal } from './refusals.js';

/** An open request, for whoever may decide it. */
export interface Decidable {
  readonly request: OpenServerRequest;
  /** Answers it; returns whether this was the answer. One that was not offered is a refusal. */
  readonly answer: (result: unknown) => boolean;
  /** Calls back once, when it is settled, however that comes. */
  readonly onSettled: (settled: (settlement: Settlement) => void) => void;
}

/**
 * Shows an open request to whoever decides such requests; returns whether somebody took it.
 *
 * @param handled whether a handler is at work on it already
 */
export type Offer = (open: Decidable, handled: boolean) => boolean;

/** The open server requests of one connection. */
export interface ServerRequests extends OpenRequests {
  /** How many are open. */
  readonly count: () => number;
  /** Takes a request of the server's: hands it to its handler and to who decides such requests, or refuses it. */
  receive(
    request: Pick<OpenServerRequest, 'id' | 'method' | 'params' | 'invalid'>,
    threadId: string | undefined,
    turnId: string | undefined,
  ): void;
  /** Withdraws the request that the server says is settled. */
  resolved(id: unknown): void;
  /** Withdraws what belongs to an item that ended: tool calls are never reported as resolved. */
  itemEnded(turnId: string, itemId: string): void;
  /** Withdraws what belongs to a turn that ended. */
  turnEnded(turnId: string): void;
  /** Withdraws everything: the connection is over. */
  clear(): void;
}

/** What server requests are answered with. */
export interface ServerRequestsOptions {
  readonly handlers: Readonly<Record<string, AnyServerRequestHandler | undefined>>;
  /** Offers a request that may be decided from outside. */
  readonly offer: Offer;
  /** `refuse` answers what nobody handles with a refusal; `observe` leaves it to the server's other clients. */
  readonly unhandled: 'refuse' | 'observe';
  /** How long a decision may take, in ms; then the request is refused. */
  readonly handlerTimeout: number;
  readonly answer: (message: OutgoingMessage) => void;
  /** Whether an answer has the shape that the method's response has. */
  readonly isResponse: (method: string, answer: unknown) => boolean;
  readonly report: Report;
}

interface Entry {
  readonly request: OpenServerRequest;
  readonly controller: AbortController;
  /** The handler's work and the deadline. */
  readonly work: Subscription;
  readonly settled: ((settlement: Settlement) => void)[];
  opened: boolean;
}

/**
 * Makes the book of what the server asks of this client.
 *
 * Each request gets exactly one answer, and consent only from a handler or from who decides what is offered; the
 * handler comes first, the first decision wins. A handler that throws, answers nonsense, answers nothing or takes too
 * long is a refusal. Handlers run outside the reader's way: whatever they do, the next message is read.
 */
export const createServerRequests = (options: ServerRequestsOptions): ServerRequests => {
  const { answer, report, handlerTimeout } = options;
  const handlers = new Map(Object.entries(options.handlers));
  const open = new Map<RequestId, Entry>();
  const changes$ = new Subject<OpenRequestChange>();

  /** Entries are told apart by identity: an id may be asked anew. */
  const isOpen = (entry: Entry): boolean => open.get(entry.request.id) === entry;

  /** The first to take a request decides; everything later finds it gone. */
  const take = (entry: Entry): boolean => isOpen(entry) && open.delete(entry.request.id);

  /** Tells whoever is concerned how a request that was taken was settled. */
  const finish = (entry: Entry, settlement: Settlement): void => {
    const { request } = entry;
    try {
      entry.work.unsubscribe();
    } catch (cause) {
      // The teardown is the user's; nobody else may suffer from it.
      const { method } = request;
      report({ kind: 'handler', message: `The handler of ${method} threw as it was let go.`, method, cause });
    }
    if (settlement.by !== 'handler') entry.controller.abort();
    for (const settled of entry.settled) settled(settlement);
    if (entry.opened) changes$.next({ type: 'settled', request, settlement });
  };

  const settle = (entry: Entry, settlement: Settlement): void => {
    if (take(entry)) finish(entry, settlement);
  };

  const refuse = (
    entry: Entry,
    refusal: Refusal,
    by: 'refused' | 'timeout',
    kind: 'refused' | 'handler',
    why: string,
    cause?: unknown,
  ) => {
    const { id, method } = entry.request;
    // Taken before it is written: what reacts to the write must not answer again. Written before it is finished: what
    // reacts to the settlement must find it done.
    if (!take(entry)) return;
    answer({ id, ...refusal });
    finish(entry, { by, ...('result' in refusal ? { answer: refusal.result } : {}) });
    const message = `${method} was refused: ${why}.`;
    report({ kind, message, method, ...(cause === undefined ? {} : { cause }) });
  };

  const fail = (entry: Entry, why: string, cause?: unknown): void =>
    refuse(entry, failureOf(entry.request.method), 'refused', 'handler', why, cause);

  const decide = (entry: Entry, by: 'handler' | 'approval', returned: unknown): boolean => {
    const { id, method, params } = entry.request;
    if (!isOpen(entry)) return false;
    let result: unknown;
    try {
      // Checked as the server will read it, when getters and `toJSON` have had their say.
      result = (JSON.parse(encodeMessage({ id, result: returned })) as { readonly result?: unknown }).result;
    } catch (error) {
      fail(entry, 'the answer cannot be written', error);
      return false;
    }
    const fault = options.isResponse(method, result)
      ? faultInAnswer(method, params, result)
      : 'it is no valid response';
    if (fault) {
      fail(entry, `the answer was not usable, ${fault}`);
      return false;
    }
    // A getter of the answer may have settled it meanwhile.
    if (!take(entry)) return false;
    answer({ id, result });
    finish(entry, { by, answer: result });
    return true;
  };

  const startDeadline = (entry: Entry): void => {
    const expire = (): void =>
      refuse(
        entry,
        failureOf(entry.request.method),
        'timeout',
        'handler',
        `nobody answered within ${handlerTimeout} ms`,
      );
    entry.work.add(asyncScheduler.schedule(expire, handlerTimeout));
  };

  const show = (entry: Entry): void => {
    entry.opened = true;
    changes$.next({ type: 'opened', request: entry.request });
  };

  const handle = (entry: Entry, handler: AnyServerRequestHandler): void => {
    const { id, params, threadId, turnId } = entry.request;
    const context = { id, threadId, turnId, signal: entry.controller.signal };
    entry.work.add(
      callHandler(handler, params, context, {
        answer: (result) => decide(entry, 'handler', result),
        fail: (why, cause) => fail(entry, why, cause),
      }),
    );
  };

  const withdrawAll = (by: Settlement['by'], belongs: (entry: Entry) => boolean): void => {
    for (const entry of open.values()) if (belongs(entry)) settle(entry, { by });
  };

  return {
    all: () => [...open.values()].filter(({ opened }) => opened).map(({ request }) => request),
    changes$: changes$.asObservable(),
    receive: ({ id, method, params, invalid }, threadId, turnId) => {
      const handler = isUnderstood(method, params, invalid) ? handlers.get(method) : undefined;
      const before = open.get(id);
      // The same id again is the same question asked anew, as after a resume; the old one can no longer be answered.
      if (before) settle(before, { by: 'replaced' });
      const marks = invalid ? { invalid } : {};
      const request = { id, method, params, ...marks, threadId, turnId, itemId: itemIdOf(params) };
      const entry: Entry = {
        request,
        controller: new AbortController(),
        work: new Subscription(),
        settled: [],
        opened: false,
      };
      open.set(id, entry);
      if (handler) {
        startDeadline(entry);
        show(entry);
        handle(entry, handler);
      }
      if (!isOpen(entry)) return;
      const decidable: Decidable = {
        request,
        answer: (result) => decide(entry, 'approval', result),
        onSettled: (settled) => void entry.settled.push(settled),
      };
      const taken = options.offer(decidable, handler !== undefined);
      if (!isOpen(entry) || handler) return;
      if (taken) {
        startDeadline(entry);
        show(entry);
      } else if (options.unhandled === 'observe') open.delete(id);
      else refuse(entry, refusalOf(method), 'refused', 'refused', 'nobody handles it');
    },
    resolved: (id) => {
      const entry = open.get(id as RequestId);
      if (entry) settle(entry, { by: 'server' });
    },
    count: () => open.size,
    itemEnded: (turnId, itemId) => {
      withdrawAll('item', ({ request }) => request.turnId === turnId && request.itemId === itemId);
    },
    turnEnded: (turnId) => {
      if (open.size > 0) withdrawAll('turn', ({ request }) => request.turnId === turnId);
    },
    clear: () => {
      withdrawAll('connection', () => true);
      changes$.complete();
    },
  };
};

/** A dynamic tool call names its item `callId`. */
const itemIdOf = (params: unknown): string | undefined => {
  const { itemId, callId } = Object(params) as { itemId?: unknown; callId?: unknown };
  const id = itemId ?? callId;
  return typeof id === 'string' ? id : undefined;
};
