import type { Report } from '../errors/diagnostic.js';
import type { Arrival, KeptNotification } from './arrival.js';
import type { DeltaShape } from './delta-reader.js';
import { invalidParams } from './describe-errors.js';
import type { NotificationMessage } from './message.js';
import type { ServerNotification } from './notification.js';
import type { PayloadCodecs } from './payload-codec.js';
import { createTextMarks } from './text-marks.js';

/** Turns notifications into messages whose params were checked, when somebody reads them. */
export interface NotificationReader {
  /** The message of an arrival; undefined, with a diagnostic, when its text turns out to be no JSON. */
  message(arrival: Arrival): NotificationMessage | undefined;
  /** The checked message of an arrival: the very object that was parsed, or a copy marked `invalid`. */
  event(arrival: Arrival): ServerNotification | undefined;
  /** Takes note that an arrival was delivered: what was found out about it goes to what is kept of it. */
  delivered(arrival: Arrival): void;
  /** The checked message of a notification that was kept, made anew each time. */
  recall(kept: KeptNotification): ServerNotification | undefined;
  /** The same out of its text. */
  recallText(text: string): ServerNotification | undefined;
  /** Whether every delta of a shape is valid, which one of them tells. */
  trusts(shape: DeltaShape): boolean;
  /** The message that has a shape, and this text and time. */
  deltaOf(shape: DeltaShape, delta: string, emittedAtMs: number | undefined): ServerNotification;
}

/** What notifications are read with. */
export interface NotificationReaderOptions {
  /** The codec of each method's params; a method without one is passed on as it is. */
  readonly codecs: PayloadCodecs;
  /** False skips the check. */
  readonly validate: boolean;
  /** Takes one diagnostic for each message that is no JSON or whose params fail their codec. */
  readonly report: Report;
  /** Parses a text as a notification, or reports why it is none. */
  readonly parse: (text: string) => NotificationMessage | undefined;
  /** Called when an arrival that was only skimmed had to be parsed. */
  readonly onParse?: () => void;
}

/** How many texts are remembered as reported: several may keep one, and read it at different times. */
const rememberedFaults = 1_024;

/** Makes the reader of a connection's notifications. What an arrival was read as is kept there, for the next who asks. */
export const createNotificationReader = (options: NotificationReaderOptions): NotificationReader => {
  const { validate, report, onParse } = options;
  // A Map, so that a method called "constructor" finds nothing.
  const codecs = new Map(Object.entries(options.codecs));
  const trusted = new WeakMap<DeltaShape, boolean>();
  let lastTrusted: DeltaShape | undefined;
  const reported = createTextMarks(rememberedFaults);

  const fits = ({ method, params }: NotificationMessage): boolean => {
    const codec = validate ? codecs.get(method) : undefined;
    return !codec || codec.is(params);
  };

  const check = (message: NotificationMessage, text: () => string): ServerNotification => {
    if (fits(message)) return message as ServerNotification;
    const codec = codecs.get(message.method);
    if (codec && !reported.has(text())) report(invalidParams(codec, message));
    reported.add(text());
    return { ...message, invalid: true } as ServerNotification;
  };

  const parse = (text: string): NotificationMessage | undefined => {
    const message = options.parse(text);
    if (!message) reported.add(text);
    return message;
  };

  const trusts = (shape: DeltaShape): boolean => {
    if (shape === lastTrusted) return true;
    let fine = trusted.get(shape);
    if (fine === undefined) trusted.set(shape, (fine = fits(shape.first)));
    if (fine) lastTrusted = shape;
    return fine;
  };

  const message = (arrival: Arrival): NotificationMessage | undefined => {
    if (arrival.message) return arrival.message;
    const { line, unreadable } = arrival;
    if (line) {
      arrival.message = deltaOf(line.shape, line.delta, line.emittedAtMs);
    } else if (!unreadable) {
      onParse?.();
      arrival.message = parse(arrival.text);
      arrival.unreadable = !arrival.message;
    }
    return arrival.message;
  };

  const recallText = (text: string): ServerNotification | undefined => {
    // Of what was reported, only a message with wrong params can be read.
    const read = reported.has(text) ? parsedOf(text) : parse(text);
    return read && check(read, () => text);
  };

  return {
    message,
    event: (arrival) => {
      if (arrival.event) return arrival.event;
      const read = message(arrival);
      if (!read) return undefined;
      const known = arrival.line !== undefined && trusts(arrival.line.shape);
      if (known) return (arrival.event = read as ServerNotification);
      return (arrival.event = check(read, () => arrival.text));
    },
    delivered: ({ kept, event }) => {
      if (kept && event?.invalid === true) kept.event = event;
    },
    recall: (kept) => {
      if (kept.event) return kept.event;
      const { line, text } = kept;
      let event: ServerNotification | undefined;
      if (text !== undefined) event = recallText(text);
      else if (line) {
        event = deltaOf(line.shape, line.delta, line.emittedAtMs);
        if (!trusts(line.shape)) event = check(event, () => JSON.stringify(event));
      }
      if (event?.invalid === true) kept.event = event;
      return event;
    },
    recallText,
    trusts,
    deltaOf,
  };
};

const parsedOf = (text: string): NotificationMessage | undefined => {
  try {
    return JSON.parse(text) as NotificationMessage;
  } catch {
    return undefined;
  }
};

const deltaOf = (
  { first }: DeltaShape,
  delta: string,
  emittedAtMs: number | undefined,
): ServerNotification => {
  const { method, params } = first as { readonly method: string; readonly params: object };
  const grown = { ...params, delta };
  const event =
    emittedAtMs === undefined ? { method, params: grown } : { method, params: grown, emittedAtMs };
  return event as unknown as ServerNotification;
};
