import type { Report } from '../errors/diagnostic.js';
import { encodeMessage } from '../wire/encode-message.js';
import type { OutgoingMessage } from '../wire/message.js';
import { envelopeOf, type DebugHook } from './debug-hook.js';

/** The one place through which everything to the server goes. */
export interface Outbound {
  /** Writes a text that is one message; settles when it is written or lost. */
  write(text: string): Promise<void>;
  /** Writes a message whose loss nobody waits for; a loss is reported. */
  post(message: OutgoingMessage): void;
  /** Writes a notification; settles when it is written or lost. */
  notify(method: string, params: unknown): Promise<void>;
  /** Settles when everything written so far is written or lost. */
  flushed(): Promise<void>;
}

/** Makes the way out over `send`. */
export const createOutbound = (
  send: (text: string) => Promise<void>,
  report: Report,
  debug: DebugHook | undefined,
): Outbound => {
  let newest: Promise<void> = Promise.resolve();
  const write = (text: string): Promise<void> => {
    debug?.(envelopeOf('out', JSON.parse(text) as OutgoingMessage, text.length));
    // Written in order, so that the newest stands for all before it.
    return (newest = send(text));
  };
  return {
    write,
    post: (message) => {
      const lost = (cause: unknown): void =>
        report({ kind: 'send', message: 'A message could not be written.', cause });
      try {
        write(encodeMessage(message)).catch(lost);
      } catch (error) {
        lost(error);
      }
    },
    // Async, so that what cannot be written rejects instead of throwing.
    notify: async (method, params) =>
      write(encodeMessage({ method, ...(params === undefined ? {} : { params }) })),
    flushed: () => newest,
  };
};
