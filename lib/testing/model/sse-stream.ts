import type { ServerResponse } from 'node:http';

/** A server-sent event stream that waits when its reader does, and stops when the reader is gone. */
export interface SseStream {
  /** Aborted when the client closed the connection, or the server was closed. */
  readonly signal: AbortSignal;
  /** Writes an event, or raw text. Resolves when more may be written. */
  send(event: Readonly<Record<string, unknown>> | string): Promise<void>;
  /** Resolves when all that was written is on its way. */
  flush(): Promise<void>;
  /** Ends the stream in good order. */
  end(): Promise<void>;
  /** Breaks the connection, after what was written is on its way. */
  drop(): Promise<void>;
}

/** Writes smaller than this are gathered, so that a thousand deltas do not cost a thousand packets. */
const batchLength = 16 * 1024;

/** Opens a server-sent event stream on a response; the head is sent with the first event. */
export const openSseStream = (response: ServerResponse): SseStream => {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  let waiting = '';

  const flush = async (): Promise<void> => {
    if (waiting === '' || gone.signal.aborted) return;
    if (!response.headersSent) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    }
    const batch = waiting;
    waiting = '';
    await settled(gone.signal, (done) => response.write(batch, done));
  };

  return {
    signal: gone.signal,
    flush,
    send: async (event) => {
      waiting +=
        typeof event === 'string'
          ? event
          : `event: ${String(event['type'])}\ndata: ${JSON.stringify(event)}\n\n`;
      if (waiting.length >= batchLength) await flush();
    },
    end: async () => {
      await flush();
      await settled(gone.signal, (done) => response.end(done));
    },
    drop: async () => {
      await flush();
      response.destroy();
    },
  };
};

/** Runs something that calls back when it is done, which it never does once the connection is gone. */
const settled = (signal: AbortSignal, start: (done: () => void) => void): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      signal.removeEventListener('abort', done);
      resolve();
    };
    signal.addEventListener('abort', done);
    start(done);
  });
