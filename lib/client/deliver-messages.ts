import type { DebugHook } from './debug-hook.js';
import { envelopeOf } from './debug-hook.js';
import type { HotStreams } from './hot-streams.js';
import type { ReadNotification } from '../protocol/read-notification.js';
import type { ReadServerRequest } from '../protocol/read-server-request.js';
import type { Router } from '../router/router.js';
import type { TurnChannel } from '../router/turn-channel.js';
import type { Requests } from '../rpc/requests.js';
import type { ServerRequests } from '../rpc/server-requests.js';
import {
  isNotification,
  isResponse,
  type Message,
  type NotificationMessage,
  type ServerRequestMessage,
} from '../wire/message.js';

/** Everything a message from the server can concern. */
export interface ReceiverOptions {
  readonly parse: (line: string) => Message | undefined;
  readonly router: Router;
  readonly requests: Requests;
  readonly serverRequests: ServerRequests;
  readonly streams: HotStreams;
  readonly readNotification: ReadNotification;
  readonly readServerRequest: ReadServerRequest;
  readonly onConfigWarning: (params: unknown) => void;
  readonly onTurnEnded: (turn: TurnChannel) => void;
  readonly debug: DebugHook | undefined;
}

/** Takes the texts of a connection, one by one. */
export interface Receiver {
  receive(text: string): void;
  /** Delivers what was held back, and everything from then on at once. */
  resume(): void;
  /** Whether anything is held back. */
  readonly holding: () => boolean;
}

/**
 * Makes the one place through which every message from the server goes.
 *
 * Holds everything but answers until `resume()`, so that nothing is delivered before anybody can be subscribed.
 * Synchronous from text to subscriber. A text that arrives while another is being delivered (a subscriber may cause
 * an in-memory server to answer at once) waits for it, so that all subscribers see the same order.
 */
export const createReceiver = (options: ReceiverOptions): Receiver => {
  const { parse, router, requests, serverRequests, streams, readNotification, readServerRequest, debug } =
    options;
  const held: string[] = [];
  let delivering = false;
  let paused = true;

  const takeNotification = (message: NotificationMessage, size: number): void => {
    const ended = router.route(message, size);
    streams.notification(message, readNotification);
    if (message.method === 'serverRequest/resolved')
      serverRequests.resolved(fieldOf(message.params, 'requestId'));
    else if (message.method === 'item/completed') itemEnded(message.params);
    else if (message.method === 'configWarning') options.onConfigWarning(message.params);
    if (!ended) return;
    serverRequests.turnEnded(ended.id);
    options.onTurnEnded(ended);
  };

  const itemEnded = (params: unknown): void => {
    const [turnId, itemId] = [fieldOf(params, 'turnId'), fieldOf(fieldOf(params, 'item'), 'id')];
    if (typeof turnId === 'string' && typeof itemId === 'string') serverRequests.itemEnded(turnId, itemId);
  };

  const takeServerRequest = (message: ServerRequestMessage): void => {
    const request = readServerRequest(message);
    const { threadId, turnId } = router.routeRequest(request);
    streams.serverRequest(message, () => request);
    serverRequests.receive(message, threadId, turnId);
  };

  const deliver = (text: string): void => {
    const message = parse(text);
    if (!message) return;
    debug?.(envelopeOf('in', message, text.length));
    if (isNotification(message)) takeNotification(message, text.length);
    else if (isResponse(message)) {
      streams.response(message);
      requests.settle(message);
    } else takeServerRequest(message);
  };

  /** An answer concerns nobody but its request: it need not wait, unless something before it does. */
  const passesPause = (text: string): boolean => {
    const message = held.length === 0 ? parse(text) : undefined;
    return message !== undefined && isResponse(message);
  };

  const drain = (): void => {
    delivering = true;
    try {
      for (let text = held.shift(); text !== undefined; text = held.shift()) deliver(text);
    } finally {
      delivering = false;
    }
  };

  return {
    receive: (text) => {
      if (delivering || (paused && !passesPause(text))) {
        held.push(text);
        return;
      }
      delivering = true;
      try {
        deliver(text);
      } finally {
        delivering = false;
      }
      if (held.length > 0 && !paused) drain();
    },
    holding: () => held.length > 0,
    resume: () => {
      paused = false;
      if (!delivering) drain();
    },
  };
};

const fieldOf = (holder: unknown, key: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Readonly<Record<string, unknown>>)[key]
    : undefined;
