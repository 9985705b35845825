import { createGate } from '../../../lib/testing/model/gate.js';
import { passGate, pause, sendChunks } from '../../../lib/testing/model/pace.js';
import type { SseStream } from '../../../lib/testing/model/sse-stream.js';

const openStream = () => {
  const gone = new AbortController();
  const log: unknown[] = [];
  const stream: SseStream = {
    signal: gone.signal,
    send: (event) => Promise.resolve(void log.push(event)),
    flush: () => Promise.resolve(void log.push('flush')),
    end: () => Promise.resolve(),
    drop: () => Promise.resolve(),
  };
  return { stream, log, gone };
};

test('what was written is on its way before a wait begins', async () => {
  const { stream, log } = openStream();
  const gate = createGate();
  gate.open();
  await sendChunks(stream, ['a', gate, 'b', 'c'], 0, (delta) => ({ delta }));
  expect(log).toEqual([{ delta: 'a' }, 'flush', { delta: 'b' }, { delta: 'c' }]);
  log.length = 0;
  await sendChunks(stream, ['a', 'b', 'c'], 1, (delta) => ({ delta }));
  expect(log).toEqual([{ delta: 'a' }, 'flush', { delta: 'b' }, 'flush', { delta: 'c' }]);
});

test('every wait ends when the connection goes, and nothing is sent after', async () => {
  const { stream, log, gone } = openStream();
  const waits = [
    pause(stream, 60_000),
    passGate(stream, createGate()),
    sendChunks(stream, ['a', createGate(), 'b'], 0, (delta) => ({ delta })),
  ];
  await new Promise((resolve) => setTimeout(resolve, 5));
  gone.abort();
  await Promise.all(waits);
  await Promise.all([pause(stream, 60_000), passGate(stream, createGate())]);
  expect(log.filter((entry) => entry !== 'flush')).toEqual([{ delta: 'a' }]);
});
