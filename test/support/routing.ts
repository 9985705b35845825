import type { Diagnostic } from '../../lib/errors/diagnostic';
import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params';
import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes';
import { serverRequestScopes } from '../../lib/protocol/generated/server-request-scopes';
import type { ServerNotification } from '../../lib/protocol/notification';
import { arrivalOf, type Arrival } from '../../lib/protocol/arrival';
import type { NotificationMessage } from '../../lib/protocol/message';
import { createNotificationReader } from '../../lib/protocol/read-notification';
import { createScopes } from '../../lib/protocol/scope';
import { pushArrival, type EventLogControl, type EventLogOptions } from '../../lib/router/event-log';
import { createTextParser } from '../../lib/rpc/text-parser';
import { nothingUnwritten } from '../../lib/router/text-blocks';
import { createRouter, type Router } from '../../lib/router/router';
import type { PayloadCodecs } from '../../lib/protocol/payload-codec';
import type { TurnChannel } from '../../lib/router/turn-channel';
import { defaultTurnBounds, type TurnBounds } from '../../lib/router/turn-registry';

/** The scopes of the real protocol. */
export const scopeOf = createScopes(serverNotificationScopes);

/** A message as it arrives: parsed, with its text. */
export const arriving = (message: NotificationMessage, text = JSON.stringify(message)): Arrival =>
  arrivalOf(message, scopeOf(message.method), text);

/** A reader with the real codecs that remembers what it was asked to check and what it reported. */
export const spyReader = (codecs: PayloadCodecs = serverNotificationParams, validate = true) => {
  const diagnostics: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic) => void diagnostics.push(diagnostic);
  const parse = createTextParser(report) as (text: string) => NotificationMessage | undefined;
  const reader = createNotificationReader({ codecs, validate, report, parse });
  const event = jest.spyOn(reader, 'event');
  const recallText = jest.spyOn(reader, 'recallText');
  const recall = jest.spyOn(reader, 'recall');
  /** How often a message was read, newly or again. */
  const reads = () => event.mock.calls.length + recallText.mock.calls.length + recall.mock.calls.length;
  /** The checked message of one that was parsed on arrival. */
  const read = (message: NotificationMessage): ServerNotification => reader.event(arriving(message))!;
  return { reader, reads, read, diagnostics };
};

/** The real codecs, and the params that they were asked about, in order. */
export const countingCodecs = () => {
  const asked: unknown[] = [];
  const counted = Object.entries(serverNotificationParams).map(([method, codec]) => {
    const is = (params: unknown): boolean => {
      asked.push(params);
      return codec.is(params);
    };
    return [method, { is, decode: (params: unknown) => codec.decode(params) }] as const;
  });
  return { codecs: Object.fromEntries(counted) as PayloadCodecs, asked };
};

/** The options of a log or a registry: real codecs and scopes, bounds as given. */
export const logOptions = (bounds: Partial<TurnBounds> = {}): EventLogOptions & TurnBounds => ({
  ...defaultTurnBounds,
  reader: spyReader().reader,
  scopeOf,
  unwritten: nothingUnwritten(),
  ...bounds,
});

/** The size of a notification on the wire. */
export const sizeOf = (event: ServerNotification): number => JSON.stringify(event).length;

/** Pushes events as they arrive. */
export const pushAll = (log: EventLogControl, events: readonly ServerNotification[]): void => {
  for (const event of events) {
    const arrival = arriving(event);
    pushArrival(log, arrival);
    log.options.reader.delivered(arrival);
  }
};

/** A router with the real tables, and what it said. */
export interface RouterUnderTest {
  readonly router: Router;
  readonly diagnostics: readonly Diagnostic[];
  /** The ids of the turns on `turns$` so far. */
  readonly running: readonly string[];
  /** Delivers notifications as they arrive. */
  route(...events: readonly ServerNotification[]): TurnChannel | undefined;
}

/** Makes a router with the real tables and codecs. */
export const routerUnderTest = (bounds: Partial<TurnBounds> = {}): RouterUnderTest => {
  const { reader, diagnostics } = spyReader();
  const running: string[] = [];
  const router = createRouter({
    scopeOf,
    serverRequestScopes,
    reader,
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
      for (const event of events) {
        const arrival = arriving(event);
        ended = router.route(arrival) ?? ended;
        reader.delivered(arrival);
      }
      return ended;
    },
  };
};
