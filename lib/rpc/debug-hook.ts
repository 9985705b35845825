import type { Report } from '../errors/diagnostic.js';
import type { Message, OutgoingMessage, RequestId } from '../wire/message.js';

/** The envelope of one message: enough to follow a session, without anything that could be secret. */
export interface DebugEvent {
  readonly direction: 'in' | 'out';
  readonly kind: 'request' | 'response' | 'notification';
  readonly method: string | undefined;
  readonly id: RequestId | null | undefined;
  /** The length of the message in characters. */
  readonly size: number;
}

/** Called synchronously for every message in either direction. */
export type DebugHook = (event: DebugEvent) => void;

/** Makes a hook that is safe to call: one that throws is reported once and then left alone. */
export const guardedHook = (hook: DebugHook | undefined, report: Report): DebugHook | undefined => {
  if (!hook) return undefined;
  let broken = false;
  return (event) => {
    if (broken) return;
    try {
      hook(event);
    } catch (cause) {
      broken = true;
      report({ kind: 'hook', message: 'The debug hook threw and is no longer called.', cause });
    }
  };
};

/** The envelope of a message. */
export const envelopeOf = (
  direction: 'in' | 'out',
  message: Message | OutgoingMessage,
  size: number,
): DebugEvent => {
  const { id, method } = message as { readonly id?: RequestId | null; readonly method?: string };
  const kind = method === undefined ? 'response' : id === undefined ? 'notification' : 'request';
  return { direction, kind, method, id, size };
};
