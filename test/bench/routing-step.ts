import { filter, Subject } from 'rxjs';
import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params.js';
import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes.js';
import { serverRequestScopes } from '../../lib/protocol/generated/server-request-scopes.js';
import { createNotificationReader } from '../../lib/protocol/read-notification.js';
import { createRouter } from '../../lib/router/router.js';
import { defaultTurnBounds } from '../../lib/router/turn-registry.js';
import type { NotificationMessage } from '../../lib/wire/message.js';
import { turnIdOf, type Mix } from './mix';

/** Parsed notifications, ready to be routed over and over. */
export interface RoutingLoad {
  readonly opening: readonly NotificationMessage[];
  readonly messages: readonly NotificationMessage[];
}

/** Takes the messages of a load to their turns once; returns how many a subscriber got. */
export type RoutingRound = () => number;

/** Makes the load of `count` messages to `turns` turns in rotation. */
export const routingLoad = (mix: Mix, turns: number, count: number): RoutingLoad => {
  const parse = (text: string) => JSON.parse(text) as NotificationMessage;
  return {
    opening: Array.from({ length: turns }, (_, turn) => parse(mix.started(turn))),
    messages: Array.from({ length: count }, (_, sent) =>
      parse(mix.text(sent % turns, Math.floor(sent / turns))),
    ),
  };
};

/** The router with one subscriber per turn. What is made here is not part of the round. */
export const routerRound = ({ opening, messages }: RoutingLoad): RoutingRound => {
  const report = (): void => undefined;
  const read = createNotificationReader({ codecs: serverNotificationParams, validate: false, report });
  const router = createRouter({
    notificationScopes: serverNotificationScopes,
    serverRequestScopes,
    read,
    report,
    bounds: defaultTurnBounds,
  });
  let received = 0;
  router.turns$.subscribe((turn) => {
    turn.log.events$.subscribe(() => (received += 1));
  });
  for (const message of opening) router.route(message, 0);
  return () => {
    received = 0;
    for (const message of messages) router.route(message, 0);
    return received;
  };
};

/** What must not be: one stream that every turn filters for itself. The same subscribers, for comparison. */
export const filterRound = ({ opening, messages }: RoutingLoad): RoutingRound => {
  const messages$ = new Subject<NotificationMessage>();
  let received = 0;
  opening.forEach((_, turn) => {
    const id = turnIdOf(turn);
    const own$ = messages$.pipe(filter(({ params }) => (params as { turnId?: string }).turnId === id));
    own$.subscribe(() => (received += 1));
  });
  return () => {
    received = 0;
    for (const message of messages) messages$.next(message);
    return received;
  };
};
