import { asyncScheduler, Observable, type Subscriber, type Subscription } from 'rxjs';
import { CodexTransportError } from '../errors/codex-transport-error.js';
import { isCodexError } from '../errors/is-codex-error.js';
import { CodexProtocolError } from '../errors/codex-protocol-error.js';
import { CodexRequestError } from '../errors/codex-request-error.js';
import { CodexTimeoutError } from '../errors/codex-timeout-error.js';
import type { Report } from '../errors/diagnostic.js';
import { encodeMessage } from '../wire/encode-message.js';
import type { ResponseError, ResponseMessage } from '../wire/message.js';
import { createRequestWindow, type Lane } from './request-window.js';

/** What a single request can be told. */
export interface SendOptions {
  /** `now` writes without asking the window; the handshake does. */
  readonly lane: Lane | 'now';
  /** How long the answer may take, in ms from the write; undefined waits for ever. */
  readonly timeout: number | undefined;
  /** Called right before the request is written. */
  readonly onWrite?: () => void;
}

/** The requests of one connection: which are waiting, which are on the wire. */
export interface Requests {
  /** Cold: queues or writes on subscription, emits the raw result once and completes. */
  send(method: string, params: unknown, options: SendOptions): Observable<unknown>;
  /** Gives an answer to the request it belongs to. */
  settle(message: ResponseMessage): void;
  /** Lets requests onto the wire; until then they wait. */
  open(): void;
  /** Fails everything that is open, and everything that comes later. */
  fail(error: CodexTransportError): void;
  /** How many requests were written and not answered, and how many wait. */
  readonly counts: () => { readonly pending: number; readonly queued: number };
}

interface Pending {
  readonly method: string;
  subscriber: Subscriber<unknown> | undefined;
  readonly done: () => void;
}

/** Where requests go and what bounds them. */
export interface RequestsOptions {
  readonly write: (text: string) => Promise<void>;
  readonly report: Report;
  readonly maxInFlight?: number;
}

/**
 * Makes the book of requests of one connection.
 *
 * A request that is unsubscribed while it waits is never written. One that is already written keeps its slot until
 * its answer or its deadline, and that answer is dropped in silence.
 */
export const createRequests = ({ write, report, maxInFlight }: RequestsOptions): Requests => {
  const window = createRequestWindow(maxInFlight);
  const pending = new Map<unknown, Pending>();
  const waiting = new Set<(error: CodexTransportError) => void>();
  let nextId = 1;
  let lost: CodexTransportError | undefined;

  const send = (method: string, params: unknown, options: SendOptions): Observable<unknown> =>
    new Observable<unknown>((subscriber) => {
      // An operator such as `expand` subscribes even when nobody downstream is left.
      if (subscriber.closed) return undefined;
      if (lost) return subscriber.error(lost.about(`request ${method}`, 'not-sent'));
      const id = nextId++;
      let text: string;
      try {
        text = encodeMessage({ id, method, params: params ?? {} });
      } catch (error) {
        return subscriber.error(error);
      }

      const failWaiting = (error: CodexTransportError): void =>
        subscriber.error(error.about(`request ${method}`, 'not-sent'));

      const writeNow = (): void => {
        waiting.delete(failWaiting);
        let deadline: Subscription | undefined;
        const done = (): void => {
          deadline?.unsubscribe();
          pending.delete(id);
          window.remove(job);
        };
        const entry: Pending = { method, subscriber, done };
        pending.set(id, entry);
        options.onWrite?.();
        if (options.timeout !== undefined) {
          deadline = asyncScheduler.schedule(() => {
            done();
            entry.subscriber?.error(new CodexTimeoutError(method, options.timeout!));
          }, options.timeout);
        }
        write(text).catch((error: unknown) => {
          if (pending.get(id) !== entry) return;
          done();
          report({ kind: 'send', message: `Request ${method} could not be written.`, method, cause: error });
          entry.subscriber?.error(lossOf(method, error));
        });
      };

      const job = { lane: options.lane === 'now' ? ('bypass' as const) : options.lane, write: writeNow };
      subscriber.add(() => {
        waiting.delete(failWaiting);
        const entry = pending.get(id);
        // A written request keeps its slot: the server will still answer it.
        if (entry) entry.subscriber = undefined;
        else window.remove(job);
      });
      if (options.lane === 'now') return writeNow();
      waiting.add(failWaiting);
      return window.add(job);
    });

  return {
    send,
    settle: (message) => {
      const entry = pending.get(message.id);
      if (!entry) {
        report({ kind: 'response', message: 'An answer matches no open request.', raw: message });
        return;
      }
      entry.done();
      const { subscriber, method } = entry;
      if (!subscriber) return;
      const wrong = faultOf(message);
      if (wrong) subscriber.error(new CodexProtocolError(`The answer to ${method} ${wrong}.`));
      else if (message.error !== undefined && message.error !== null) {
        subscriber.error(new CodexRequestError(method, message.error as ResponseError));
      } else {
        subscriber.next(message.result);
        subscriber.complete();
      }
    },
    open: window.open,
    fail: (error) => {
      lost = error;
      const open = [...pending.values()];
      const queued = [...waiting];
      window.clear();
      for (const { done, subscriber, method } of open) {
        done();
        subscriber?.error(error.about(`request ${method}`, 'unknown'));
      }
      for (const failWaiting of queued) failWaiting(error);
    },
    counts: () => ({ pending: pending.size, queued: window.queued() }),
  };
};

/** What is known of a request whose write failed: part of it may have reached the server, unless the error says no. */
const lossOf = (method: string, error: unknown): unknown => {
  if (error instanceof CodexTransportError)
    return error.about(`request ${method}`, error.outcome ?? 'unknown');
  if (isCodexError(error)) return error;
  const subject = `request ${method}`;
  return new CodexTransportError(`${subject} could not be written.`, {
    cause: error,
    subject,
    outcome: 'unknown',
  });
};

const faultOf = ({ result, error }: ResponseMessage): string | undefined => {
  const hasError = error !== undefined && error !== null;
  if (hasError && result !== undefined) return 'has both a result and an error';
  if (!hasError) return result === undefined ? 'has neither a result nor an error' : undefined;
  const { code, message } = error as Partial<ResponseError>;
  return Number.isInteger(code) && typeof message === 'string'
    ? undefined
    : 'has an error without code or message';
};
