import { Subscription } from 'rxjs';
import type { Connection, Transport } from '../../lib/transport/transport.js';
import { until } from '../support/wait.js';

/**
 * What the other side of a transport under test must do with the JSON texts that come.
 *
 * It sends `{"hello":true}` as soon as a connection is there, without being asked. It answers `{"echo":x}` with the
 * same, and `{"count":n}` with `{"n":0}` to `{"n":n-1}`. On `{"lose":true}` it breaks the connection, as a crash does.
 */
export interface ContractPeer {
  readonly transport: Transport;
  /** How many connections, or processes of them, exist now. */
  readonly open: () => number;
  /** Gives back what the peer itself holds. */
  readonly dispose?: () => Promise<void> | void;
}

/** What one connection said from its first moment on. */
export interface Heard {
  readonly connection: Connection;
  readonly messages: unknown[];
  /** How often `incoming$` ended, and how. */
  readonly ends: ('complete' | { readonly error: unknown })[];
  /** How `connect()` itself ended. */
  readonly outer: ('complete' | { readonly error: unknown })[];
  readonly subscription: Subscription;
}

/** What the cases of the contract do with the peer of the case. */
export interface ContractSession {
  readonly peer: () => ContractPeer;
  /** Connects and listens from the first moment on. */
  readonly connect: () => Promise<Heard>;
  readonly send: (heard: Heard, message: object) => Promise<void>;
  /** Waits for a number of messages. */
  readonly heardBy: (heard: Heard, what: string, count: number) => Promise<void>;
  /** Waits for the end of `incoming$`. */
  readonly ended: (heard: Heard) => Promise<void>;
  /** Makes the peer break the connection, and waits for the end of `incoming$`. */
  readonly lose: (heard: Heard) => Promise<void>;
  /** Waits until no connection is left. */
  readonly gone: () => Promise<void>;
}

/** Makes a peer for each case of the `describe` it is called in, and gives everything back after it. */
export const contractSession = (make: () => ContractPeer | Promise<ContractPeer>): ContractSession => {
  let peer: ContractPeer;
  let subscriptions: Subscription[];

  const gone = (): Promise<void> => until(() => peer.open() === 0, 'no connection left');
  const send = (heard: Heard, message: object): Promise<void> =>
    heard.connection.send(JSON.stringify(message));
  const ended = (heard: Heard): Promise<void> => until(() => heard.ends.length > 0, 'the end of incoming$');

  beforeEach(async () => {
    subscriptions = [];
    peer = await make();
  });

  afterEach(async () => {
    for (const subscription of subscriptions) subscription.unsubscribe();
    await gone();
    await peer.dispose?.();
  });

  const connect = (): Promise<Heard> =>
    new Promise((resolve, reject) => {
      const outer: Heard['outer'] = [];
      const subscription = new Subscription();
      subscriptions.push(subscription);
      const made = peer.transport.connect().subscribe({
        next: (connection) => {
          const heard: Heard = { connection, messages: [], ends: [], outer, subscription };
          connection.incoming$.subscribe({
            next: (text) => heard.messages.push(JSON.parse(text)),
            error: (error: unknown) => heard.ends.push({ error }),
            complete: () => heard.ends.push('complete'),
          });
          resolve(heard);
        },
        error: (error: unknown) => {
          outer.push({ error });
          reject(error instanceof Error ? error : new Error(String(error)));
        },
        complete: () => outer.push('complete'),
      });
      subscription.add(made);
    });

  return {
    peer: () => peer,
    connect,
    send,
    heardBy: (heard, what, count) =>
      until(() => heard.messages.length >= count, `${what}: ${count} messages`),
    ended,
    lose: async (heard) => {
      await send(heard, { lose: true }).catch(() => undefined);
      await ended(heard);
    },
    gone,
  };
};
