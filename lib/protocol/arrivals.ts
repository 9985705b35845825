import { arrivalOf, deltaArrival, skimmedArrival, type Arrival } from './arrival.js';
import { createDeltaReader } from './delta-reader.js';
import type { NotificationMessage } from './message.js';
import type { ScopeOf } from './scope.js';
import { skimNotification } from './skim-notification.js';
import { mayTellFamily } from './sub-agents.js';

/** Makes arrivals, out of as little reading as will do. */
export interface Arrivals {
  /** Reads a notification without parsing it; undefined where that does not pay, or cannot be done. */
  read(text: string): Arrival | undefined;
  /** The arrival of a parsed message. */
  of(message: NotificationMessage, text: string): Arrival;
  /** Says that a text that was only skimmed had to be parsed after all. */
  parsedLate(): void;
}

/** What decides how a text is read. */
export interface ArrivalsOptions {
  readonly scopeOf: ScopeOf;
  /** Whether somebody wants every notification of a method, wherever it belongs. */
  readonly watches: (method: string) => boolean;
  /** Whether somebody wants every notification. */
  readonly watchesAll: () => boolean;
}

/** Skimming costs half of what parsing costs: it pays while fewer than a third of what is skimmed is parsed later. */
const lateCost = 3;

/** How far skimming that pays is remembered, in texts. */
const trust = 32;

/** How many texts are parsed at once after skimming did not pay. */
const pause = 256;

/** How the server begins what is worth skimming. */
const opening = '{"method":"';

/**
 * Makes the arrivals of one connection.
 *
 * A delta like the one before it is read by its shape. Of any other notification that nobody watches only the method
 * and the ids are read; its text waits, for a late subscriber or for nobody.
 */
export const createArrivals = ({ scopeOf, watchesAll, watches }: ArrivalsOptions): Arrivals => {
  const deltas = createDeltaReader();
  let balance = trust;
  let pausing = 0;

  const skim = (text: string): Arrival | undefined => {
    if (watchesAll() || text.slice(0, opening.length) !== opening) return undefined;
    const known = scopeOf(text.slice(opening.length, text.indexOf('"', opening.length)));
    const { plain, method } = known;
    // A delta is kept by its shape, which takes a message.
    if (!plain || known.delta || watches(method) || mayTellFamily(method, text)) return undefined;
    const head = skimNotification(text);
    if (head?.method !== method) return undefined;
    const turnId = plain.turn ? head.turnId : undefined;
    balance = Math.min(trust, balance + 1);
    return skimmedArrival(known, plain.thread ? head.threadId : undefined, turnId, text);
  };

  return {
    read: (text) => {
      const line = deltas.read(text);
      if (line) return deltaArrival(line, text);
      if (pausing === 0) return skim(text);
      pausing -= 1;
      return undefined;
    },
    of: (message, text) => {
      const scope = scopeOf(message.method);
      const arrival = arrivalOf(message, scope, text);
      if (scope.delta && deltas.repeats(message.method, arrival.turnId)) deltas.learn(text, message, scope);
      return arrival;
    },
    parsedLate: () => {
      balance -= lateCost;
      if (balance >= 0) return;
      balance = 0;
      pausing = pause;
    },
  };
};
