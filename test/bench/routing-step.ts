import { filter, Subject } from 'rxjs';
import { arrivalOf, type Arrival } from '../../lib/protocol/arrival.js';
import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params.js';
import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes.js';
import { serverRequestScopes } from '../../lib/protocol/generated/server-request-scopes.js';
import { createNotificationReader } from '../../lib/protocol/read-notification.js';
import { createScopes } from '../../lib/protocol/scope.js';
import { createRouter } from '../../lib/router/router.js';
import { defaultTurnBounds } from '../../lib/router/turn-registry.js';
import type { NotificationMessage } from '../../lib/wire/message.js';
import { turnIdOf, type Mix } from './mix';

/** Texts of notifications, and what they were parsed to, ready to be routed over and over. */
export interface RoutingLoad {
  readonly opening: readonly string[];
  readonly texts: readonly string[];
  readonly messages: readonly NotificationMessage[];
}

/** Takes the messages of a load to their turns once; returns how many a subscriber got. */
export type RoutingRound = () => number;

const parse = (text: string) => JSON.parse(text) as NotificationMessage;

/** Makes the load of `count` messages to `turns` turns in rotation. */
export const routingLoad = (mix: Mix, turns: number, count: number): RoutingLoad => {
  const texts = Array.from({ length: count }, (_, sent) => mix.text(sent % turns, Math.floor(sent / turns)));
  return {
    opening: Array.from({ length: turns }, (_, turn) => mix.started(turn)),
    texts,
    messages: texts.map(parse),
  };
};

/** The router with one subscriber per turn. What is made here is not part of the round. */
export const routerRound = ({ opening, texts, messages }: RoutingLoad): RoutingRound => {
  const report = (): void => undefined;
  const scopeOf = createScopes(serverNotificationScopes);
  const reader = createNotificationReader({
    codecs: serverNotificationParams,
    validate: false,
    report,
    parse,
  });
  const router = createRouter({ scopeOf, serverRequestScopes, reader, report, bounds: defaultTurnBounds });
  let received = 0;
  router.turns$.subscribe((turn) => {
    turn.log.events$.subscribe(() => (received += 1));
  });
  const arrive = (message: NotificationMessage, text: string): Arrival =>
    arrivalOf(message, scopeOf(message.method), text);
  for (const text of opening) router.route(arrive(parse(text), text));
  return () => {
    received = 0;
    messages.forEach((message, i) => router.route(arrive(message, texts[i]!)));
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
