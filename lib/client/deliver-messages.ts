import { keptOf, type Arrival, type KeptNotification } from '../protocol/arrival.js';
import { ownField } from '../protocol/own-field.js';
import type { NotificationReader } from '../protocol/read-notification.js';
import type { ReadServerRequest } from '../protocol/read-server-request.js';
import type { Router } from '../router/router.js';
import type { TurnChannel } from '../router/turn-channel.js';
import type { InboundHandlers } from '../rpc/inbound.js';
import type { Requests } from '../rpc/requests.js';
import type { ServerRequests } from '../rpc/server-requests.js';
import type { HotStreams } from './hot-streams.js';

/** Everything a message from the server can concern. */
export interface DeliveryOptions {
  readonly router: Router;
  readonly requests: Requests;
  readonly serverRequests: ServerRequests;
  readonly streams: HotStreams;
  readonly reader: NotificationReader;
  readonly readServerRequest: ReadServerRequest;
  readonly onConfigWarning: (params: unknown) => void;
  readonly onTurnEnded: (turn: TurnChannel) => void;
}

/** The way in, and where it stands. */
export interface MessageDelivery extends InboundHandlers {
  /** The notification that is being delivered; turns and threads have it already when anybody hears of it. */
  readonly delivering: () => Arrival | undefined;
  /** The last notification of each method that belongs to no thread, in the order in which they came. */
  readonly facts: () => readonly KeptNotification[];
}

/**
 * Takes each message of the server to everything that it concerns.
 *
 * The router comes first: whoever sees a message on a hot stream finds the turns and threads already as it says.
 */
export const deliverMessages = (options: DeliveryOptions): MessageDelivery => {
  const { router, requests, serverRequests, streams, reader, readServerRequest } = options;

  let current: Arrival | undefined;
  const facts = new Map<string, KeptNotification>();

  /** Kept until the next of its method. */
  const noteFact = (arrival: Arrival): void => {
    facts.delete(arrival.method);
    facts.set(arrival.method, keptOf(arrival));
  };

  const itemEnded = (params: unknown): void => {
    const [turnId, itemId] = [ownField(params, 'turnId'), ownField(ownField(params, 'item'), 'id')];
    if (typeof turnId === 'string' && typeof itemId === 'string')
      serverRequests.itemEnded(router.identityOf(turnId), itemId);
  };

  const noteEffects = (arrival: Arrival): void => {
    const { method } = arrival;
    if (method === 'serverRequest/resolved')
      serverRequests.resolved(ownField(reader.message(arrival)?.params, 'requestId'));
    else if (method === 'item/completed') {
      // Nothing to withdraw, nothing to read.
      if (serverRequests.count() > 0) itemEnded(reader.message(arrival)?.params);
    } else if (method === 'configWarning') options.onConfigWarning(reader.message(arrival)?.params);
  };

  return {
    delivering: () => current,
    facts: () => [...facts.values()],
    notification: (arrival) => {
      current = arrival;
      if (arrival.scope.global) noteFact(arrival);
      const ended = router.route(arrival);
      streams.notification(arrival, reader);
      current = undefined;
      noteEffects(arrival);
      reader.delivered(arrival);
      if (!ended) return;
      serverRequests.turnEnded(ended.id);
      options.onTurnEnded(ended);
    },
    response: (message) => {
      streams.response(message);
      requests.settle(message);
    },
    serverRequest: (message) => {
      const request = readServerRequest(message);
      const { threadId, turnId } = router.routeRequest(request);
      streams.serverRequest(message, () => request);
      serverRequests.receive(request, threadId, turnId);
    },
  };
};
