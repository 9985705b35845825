import { serverNotificationScopes } from '../protocol/generated/server-notification-scopes.js';
import type { ServerNotificationMethod } from '../protocol/generated/server-notifications.js';
import type { NotificationMessage } from '../protocol/message.js';
import { ownField } from '../protocol/own-field.js';
import type { ReadNotification } from '../protocol/read-notification.js';
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
  readonly readNotification: ReadNotification;
  readonly readServerRequest: ReadServerRequest;
  readonly onConfigWarning: (params: unknown) => void;
  readonly onTurnEnded: (turn: TurnChannel) => void;
}

/** The way in, and where it stands. */
export interface MessageDelivery extends InboundHandlers {
  /** The notification that is being delivered; turns and threads have it already when anybody hears of it. */
  readonly delivering: () => NotificationMessage | undefined;
  /** The last notification of each method that belongs to no thread, in the order in which they came. */
  readonly facts: () => readonly NotificationMessage[];
}

/**
 * Takes each message of the server to everything that it concerns.
 *
 * The router comes first: whoever sees a message on a hot stream finds the turns and threads already as it says.
 */
export const deliverMessages = (options: DeliveryOptions): MessageDelivery => {
  const { router, requests, serverRequests, streams, readNotification, readServerRequest } = options;

  let current: NotificationMessage | undefined;
  const facts = new Map<string, NotificationMessage>();

  /** Kept until the next of its method. Methods that nobody knows are not: there is no end to them. */
  const noteFact = (message: NotificationMessage): void => {
    if (!isGlobal(message.method)) return;
    facts.delete(message.method);
    facts.set(message.method, message);
  };

  const itemEnded = (params: unknown): void => {
    const [turnId, itemId] = [ownField(params, 'turnId'), ownField(ownField(params, 'item'), 'id')];
    if (typeof turnId === 'string' && typeof itemId === 'string')
      serverRequests.itemEnded(router.identityOf(turnId), itemId);
  };

  const noteEffects = ({ method, params }: NotificationMessage): void => {
    if (method === 'serverRequest/resolved') serverRequests.resolved(ownField(params, 'requestId'));
    else if (method === 'item/completed') itemEnded(params);
    else if (method === 'configWarning') options.onConfigWarning(params);
  };

  return {
    delivering: () => current,
    facts: () => [...facts.values()],
    notification: (message, size) => {
      current = message;
      noteFact(message);
      const ended = router.route(message, size);
      streams.notification(message, readNotification);
      current = undefined;
      noteEffects(message);
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

/** Whether notifications of a method can belong to no thread, and tell how something stands. */
const isGlobal = (method: string): boolean =>
  Object.hasOwn(serverNotificationScopes, method) &&
  serverNotificationScopes[method as ServerNotificationMethod].kind === 'global';
