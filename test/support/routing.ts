import type { Diagnostic } from '../../lib/errors/diagnostic';
import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params';
import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes';
import { serverRequestScopes } from '../../lib/protocol/generated/server-request-scopes';
import type { ServerNotification } from '../../lib/protocol/notification';
import { createNotificationReader } from '../../lib/protocol/read-notification';
import type { EventLog, EventLogOptions } from '../../lib/router/event-log';
import { createRouter, type Router } from '../../lib/router/router';
import { createScopes } from '../../lib/router/scope';
import type { TurnChannel } from '../../lib/router/turn-channel';
import { defaultTurnBounds, type TurnBounds } from '../../lib/router/turn-registry';

/** The scopes of the real protocol. */
export const scopeOf = createScopes(serverNotificationScopes);

/** A reader with the real codecs that remembers what it was asked to read and what it reported. */
export const spyReader = () => {
  const diagnostics: Diagnostic[] = [];
  const reader = createNotificationReader({
    codecs: serverNotificationParams,
    validate: true,
    report: (diagnostic) => diagnostics.push(diagnostic),
  });
  const read = jest.fn(reader);
  return { read, diagnostics };
};

/** The options of a log or a registry: real codecs and scopes, bounds as given. */
export const logOptions = (bounds: Partial<TurnBounds> = {}): EventLogOptions & TurnBounds => ({
  ...defaultTurnBounds,
  read: spyReader().read,
  scopeOf,
  ...bounds,
});

/** The size of a notification on the wire. */
export const sizeOf = (event: ServerNotification): number => JSON.stringify(event).length;

/** Pushes events with their real sizes. */
export const pushAll = (log: EventLog, events: readonly ServerNotification[]): void => {
  for (const event of events) log.push(event, sizeOf(event));
};

/** A router with the real tables, and what it said. */
export interface RouterUnderTest {
  readonly router: Router;
  readonly diagnostics: readonly Diagnostic[];
  /** The ids of the turns on `turns$` so far. */
  readonly running: readonly string[];
  /** Delivers notifications with their real sizes. */
  route(...events: readonly ServerNotification[]): TurnChannel | undefined;
}

/** Makes a router with the real tables and codecs. */
export const routerUnderTest = (bounds: Partial<TurnBounds> = {}): RouterUnderTest => {
  const { read, diagnostics } = spyReader();
  const running: string[] = [];
  const router = createRouter({
    notificationScopes: serverNotificationScopes,
    serverRequestScopes,
    read,
    report: (diagnostic) => diagnostics.push(diagnostic),
    bounds: { ...defaultTurnBounds, ...bounds },
  });
  router.turns$.subscribe(({ id }) => running.push(id));
  return {
    router,
    diagnostics,
    running,
    route: (...events) => {
      let ended: TurnChannel | undefined;
      for (const event of events) ended = router.route(event, sizeOf(event)) ?? ended;
      return ended;
    },
  };
};
