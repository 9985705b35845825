import type { Gate } from './gate.js';
import type { SseStream } from './sse-stream.js';

/** Streams pieces of text as events, pausing between them and waiting at gates. */
export const sendChunks = async (
  stream: SseStream,
  chunks: readonly (string | Gate)[],
  delayMs: number,
  toEvent: (delta: string) => Readonly<Record<string, unknown>>,
): Promise<void> => {
  for (const [index, chunk] of chunks.entries()) {
    if (stream.signal.aborted) return;
    if (typeof chunk !== 'string') {
      await passGate(stream, chunk);
      continue;
    }
    if (index > 0 && delayMs > 0) await pause(stream, delayMs);
    await stream.send(toEvent(chunk));
  }
};

/** Waits, after everything written so far is on its way; ends early when the connection goes. */
export const pause = async (stream: SseStream, ms: number): Promise<void> => {
  await stream.flush();
  await untilGone(stream.signal, (done) => {
    const timer = setTimeout(done, ms);
    return () => clearTimeout(timer);
  });
};

/** Waits at a gate, after everything written so far is on its way; ends early when the connection goes. */
export const passGate = async (stream: SseStream, gate: Gate): Promise<void> => {
  await stream.flush();
  await untilGone(stream.signal, (done) => {
    void gate.pass().then(done);
    return () => {};
  });
};

/** Waits for what `start` waits for, or for the connection to go. */
const untilGone = (signal: AbortSignal, start: (done: () => void) => () => void): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const cancel = start(() => {
      signal.removeEventListener('abort', aborted);
      resolve();
    });
    const aborted = () => {
      cancel();
      resolve();
    };
    signal.addEventListener('abort', aborted);
  });
