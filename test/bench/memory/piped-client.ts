import {
  createCodexClient,
  inMemoryTransport,
  type CodexClient,
  type TurnBounds,
} from '../../../lib/index.js';
import { createLineSplitter } from '../../../lib/wire/split-lines.js';
import { createBlocks } from './blocks';

/** A client whose server writes into a pipe, as it were: what the client gets are slices of blocks of 64 KiB. */
export interface PipedClient {
  readonly client: CodexClient;
  /** Writes one message; it arrives when its block is full. */
  readonly write: (text: string) => void;
  /** Lets everything arrive that was written. */
  readonly flush: () => void;
}

const initialized = { userAgent: 'bench/0.169.0 (Linux; x86_64) bench', codexHome: '/', platformOs: 'linux' };

/** Makes the client; its handshake is over when the promise resolves. */
export const createPipedClient = async (replay: Partial<TurnBounds> = {}): Promise<PipedClient> => {
  const transport = inMemoryTransport({
    onMessage: (message, server) => {
      const { id } = message as { readonly id?: number };
      if (id !== undefined) server.send({ id, result: initialized });
    },
  });
  const client = createCodexClient(transport, { replay });
  // What a server says in the first moments waits for the first subscribers; from here on nothing waits.
  await Promise.resolve();
  const splitter = createLineSplitter({
    onLine: (line) => transport.send(line),
    onFault: ({ fault }) => {
      throw new Error(`a line of the benchmark is ${fault}`);
    },
  });
  return { client, ...createBlocks((block) => splitter.push(block)) };
};
