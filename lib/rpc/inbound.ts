import type { Arrival } from '../protocol/arrival.js';
import type { Arrivals } from '../protocol/arrivals.js';
import {
  isNotification,
  isResponse,
  type Message,
  type ResponseMessage,
  type ServerRequestMessage,
} from '../wire/message.js';
import { envelopeOf, type DebugHook } from './debug-hook.js';

/** Where each kind of message goes. */
export interface InboundHandlers {
  readonly notification: (arrival: Arrival) => void;
  readonly response: (message: ResponseMessage) => void;
  readonly serverRequest: (message: ServerRequestMessage) => void;
}

/** How texts are read. */
export interface InboundReaders {
  /** Parses a text as a message, or reports why it is none. */
  readonly parse: (text: string) => Message | undefined;
  readonly arrivals: Arrivals;
}

/** Takes the texts of a connection, one by one. */
export interface Inbound {
  receive(text: string): void;
  /** Delivers what was held back, and everything from then on at once. */
  resume(): void;
  /** Whether anything is held back. */
  readonly holding: () => boolean;
}

/** How many are delivered before they are taken out of the row: taking one out moves all behind it. */
const drainBlock = 1_024;

/**
 * Makes the one place through which every message from the server goes.
 *
 * Holds everything but answers until `resume()`, so that nothing is delivered before anybody can be subscribed.
 * Synchronous from text to subscriber. A text that arrives while another is being delivered (a subscriber may cause
 * an in-memory server to answer at once) waits for it, so that all subscribers see the same order.
 */
export const createInbound = (
  handlers: InboundHandlers,
  { parse, arrivals }: InboundReaders,
  debug: DebugHook | undefined,
): Inbound => {
  const held: (() => void)[] = [];
  let delivering = false;
  let paused = true;

  const take = (message: Message, text: string): void => {
    debug?.(envelopeOf('in', message, text.length));
    if (isNotification(message)) handlers.notification(arrivals.of(message, text));
    else if (isResponse(message)) handlers.response(message);
    else handlers.serverRequest(message);
  };

  const deliver = (text: string): void => {
    // The debug hook sees every message whole.
    const arrival = paused || debug ? undefined : arrivals.read(text);
    if (arrival) return handlers.notification(arrival);
    const message = parse(text);
    if (!message) return undefined;
    // An answer concerns nobody but its request: it need not wait, unless something before it does.
    if (paused && (held.length > 0 || !isResponse(message))) held.push(() => take(message, text));
    else take(message, text);
  };

  const drain = (): void => {
    if (paused) return;
    delivering = true;
    let done = 0;
    const forget = (): void => {
      held.splice(0, done);
      done = 0;
    };
    try {
      while (done < held.length) {
        held[done++]!();
        if (done === drainBlock) forget();
      }
    } finally {
      forget();
      delivering = false;
    }
  };

  return {
    receive: (text) => {
      if (delivering) {
        held.push(() => deliver(text));
        return;
      }
      delivering = true;
      try {
        deliver(text);
      } finally {
        delivering = false;
      }
      if (held.length > 0) drain();
    },
    holding: () => held.length > 0,
    resume: () => {
      paused = false;
      if (!delivering) drain();
    },
  };
};
