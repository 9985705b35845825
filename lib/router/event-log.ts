import { Observable, type Subscriber } from 'rxjs';
import type { Arrival } from '../protocol/arrival.js';
import type { ServerNotification } from '../protocol/notification.js';
import type { NotificationReader } from '../protocol/read-notification.js';
import type { ScopeOf } from '../protocol/scope.js';
import { keepArrival, keepEvent, noEvents, type KeptEvents } from './kept-events.js';
import { replayKept } from './replay-kept.js';
import type { UnwrittenTexts } from './text-blocks.js';

/** When the events of a turn are replayed folded, and whether they are kept at all. */
export interface ReplayBounds {
  /** The number of events above which a replay joins deltas. Default: 10,000. */
  readonly maxEvents: number;
  /** The size of what is kept, in characters, above which a replay joins deltas. Default: 4 Mi. */
  readonly maxBytes: number;
  /** Whether events are kept once somebody has subscribed. Default: true. */
  readonly keeps: boolean;
}

/** What a log needs from around it. */
export interface EventLogOptions extends ReplayBounds {
  readonly reader: NotificationReader;
  readonly scopeOf: ScopeOf;
  readonly unwritten: UnwrittenTexts;
}

/** The events of one turn: kept, replayed and live. */
export interface EventLog {
  /** Every event from the first, then live; where nothing is kept after the first subscriber, what comes from now on. */
  readonly events$: Observable<ServerNotification>;
  /** The same, for what needs the events and is no reader of them: it uses up nothing. */
  readonly watched$: Observable<ServerNotification>;
  /** The events that are kept; that they were looked at changes nothing. */
  readonly kept: () => readonly ServerNotification[];
  /** How many events there were. */
  readonly length: () => number;
  /** The size of what is kept, in characters on the wire. */
  readonly bytes: () => number;
  /** Whether a late subscriber gets every event from the first. */
  readonly whole: () => boolean;
}

/** The router's side of a log: a record, for the path of every event (see `KeptEvents`). */
export interface EventLogControl extends EventLog {
  readonly options: EventLogOptions;
  /** Never changed, always replaced: whoever walks over it is not disturbed. */
  subscribers: readonly Subscriber<ServerNotification>[];
  store: KeptEvents;
  /** Whether events are still kept. */
  keeping: boolean;
  /** How many events came that are not kept. */
  passed: number;
  /** How many replays are under way. */
  replays: number;
  end: { readonly error?: unknown } | undefined;
}

/**
 * Makes a log that behaves like a `ReplaySubject` of checked events, and differs in three ways.
 *
 * It reads an event only when somebody wants it, and makes it anew for those who come later. Past its bounds it replays
 * adjacent deltas of one item as one. A subscriber that comes during the replay of another, or
 * in the middle of an event, gets every event once and in order.
 */
export const createEventLog = (options: EventLogOptions): EventLogControl => {
  const log: EventLogControl = {
    options,
    subscribers: [],
    store: noEvents(options.unwritten),
    keeping: true,
    passed: 0,
    replays: 0,
    end: undefined,
    events$: new Observable((subscriber) => {
      showKept(log, subscriber);
      stopKeeping(log);
      goOn(log, subscriber);
    }),
    watched$: new Observable((subscriber) => {
      showKept(log, subscriber);
      goOn(log, subscriber);
    }),
    kept: () => {
      const events: ServerNotification[] = [];
      replay(
        log,
        (event) => events.push(event),
        () => false,
      );
      return events;
    },
    length: () => log.store.length + log.passed,
    bytes: () => log.store.bytes,
    whole: () => log.keeping,
  };
  return log;
};

/** Hands an event to whoever listens, and keeps it for whoever comes later. */
export const pushArrival = (log: EventLogControl, arrival: Arrival): void => {
  if (log.end) return;
  const { reader } = log.options;
  // Read before it is kept: what was found out about it is kept along.
  const event = log.subscribers.length > 0 ? reader.event(arrival) : undefined;
  if (arrival.unreadable) return;
  if (log.keeping) keepArrival(log.store, arrival, reader);
  else log.passed += 1;
  if (event) show(log, event);
};

/** The same for an event that was checked already, and that another log keeps: it counts for nothing here. */
export const pushEvent = (log: EventLogControl, event: ServerNotification): void => {
  if (log.end) return;
  if (log.keeping) keepEvent(log.store, event);
  else log.passed += 1;
  show(log, event);
};

/** Completes every subscriber, now and later; with `error`, errors them after the replay. */
export const endLog = (log: EventLogControl, end: { readonly error?: unknown }): void => {
  if (log.end) return;
  log.end = end;
  const { subscribers } = log;
  log.subscribers = [];
  for (const subscriber of subscribers) finish(subscriber, end);
};

const finish = (subscriber: Subscriber<ServerNotification>, end: { readonly error?: unknown }): void => {
  if ('error' in end) subscriber.error(end.error);
  else subscriber.complete();
};

const show = ({ subscribers }: EventLogControl, event: ServerNotification): void => {
  for (let at = 0; at < subscribers.length; at += 1) subscribers[at]!.next(event);
};

const showKept = (log: EventLogControl, subscriber: Subscriber<ServerNotification>): void =>
  replay(
    log,
    (event) => subscriber.next(event),
    () => subscriber.closed,
  );

const goOn = (log: EventLogControl, subscriber: Subscriber<ServerNotification>): void => {
  if (subscriber.closed) return;
  if (log.end) return finish(subscriber, log.end);
  log.subscribers = [...log.subscribers, subscriber];
  subscriber.add(() => {
    log.subscribers = log.subscribers.filter((other) => other !== subscriber);
  });
};

const replay = (
  log: EventLogControl,
  next: (event: ServerNotification) => void,
  until: () => boolean,
): void => {
  const { store, options } = log;
  const folds = store.length > options.maxEvents || store.bytes > options.maxBytes;
  log.replays += 1;
  replayKept(store, { ...options, folds, next, until });
  log.replays -= 1;
};

/** Where nothing is kept for late subscribers, the first one has everything by now. */
const stopKeeping = (log: EventLogControl): void => {
  if (log.options.keeps || log.replays > 0 || !log.keeping) return;
  log.keeping = false;
  log.passed += log.store.length;
  log.store = noEvents(log.options.unwritten);
};
