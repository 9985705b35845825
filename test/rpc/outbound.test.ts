import type { Diagnostic } from '../../lib/errors/diagnostic';
import type { DebugEvent } from '../../lib/rpc/debug-hook';
import { createOutbound } from '../../lib/rpc/outbound';

const setUp = (send: (text: string) => Promise<void> = async () => undefined, debugged = true) => {
  const texts: string[] = [];
  const diagnostics: Diagnostic[] = [];
  const events: DebugEvent[] = [];
  const outbound = createOutbound(
    (text) => {
      texts.push(text);
      return send(text);
    },
    (diagnostic) => diagnostics.push(diagnostic),
    debugged ? (event) => events.push(event) : undefined,
  );
  return { outbound, texts, diagnostics, events };
};

const lost = new Error('lost');

test('texts go out synchronously, in order, and settle with the write', async () => {
  const { outbound, texts, events } = setUp();
  const first = outbound.write('{"id":1,"method":"a","params":{}}');
  outbound.post({ method: 'b' });
  const third = outbound.notify('c', undefined);
  void outbound.notify('d', { e: 1 });
  expect(texts).toEqual([
    '{"id":1,"method":"a","params":{}}',
    '{"method":"b"}',
    '{"method":"c"}',
    '{"method":"d","params":{"e":1}}',
  ]);
  expect(events.map(({ direction, kind, method, size }) => [direction, kind, method, size])).toEqual([
    ['out', 'request', 'a', texts[0]!.length],
    ['out', 'notification', 'b', texts[1]!.length],
    ['out', 'notification', 'c', texts[2]!.length],
    ['out', 'notification', 'd', texts[3]!.length],
  ]);
  await expect(Promise.all([first, third])).resolves.toBeDefined();
});

test('without a debug hook a text is not looked at', async () => {
  const { outbound, texts } = setUp(undefined, false);
  await outbound.write('no json');
  expect(texts).toEqual(['no json']);
});

test('a lost write rejects; a lost post is reported, as nobody waits for it', async () => {
  const { outbound, diagnostics } = setUp(() => Promise.reject(lost));
  await expect(outbound.write('{}')).rejects.toBe(lost);
  await expect(outbound.notify('a', {})).rejects.toBe(lost);
  expect(diagnostics).toEqual([]);
  outbound.post({ id: 0, result: {} });
  await expect(outbound.flushed()).rejects.toBe(lost);
  expect(diagnostics).toMatchObject([{ kind: 'send', cause: lost }]);
});

test('what cannot be encoded never reaches the wire: notify rejects, post reports', async () => {
  const { outbound, texts, diagnostics } = setUp();
  await expect(outbound.notify('a', { n: 1n })).rejects.toMatchObject({ name: 'CodexEncodeError' });
  outbound.post({ id: 0, result: 1n });
  expect(diagnostics).toMatchObject([{ kind: 'send', cause: { name: 'CodexEncodeError' } }]);
  expect(texts).toEqual([]);
});

test('flushed() settles with the newest write, at once if there is none', async () => {
  const writes: (() => void)[] = [];
  const { outbound } = setUp(() => new Promise((resolve) => writes.push(resolve)));
  await expect(outbound.flushed()).resolves.toBeUndefined();
  outbound.post({ method: 'a' });
  outbound.post({ method: 'b' });
  const flushed = jest.fn();
  void outbound.flushed().then(flushed);
  writes[0]!();
  await Promise.resolve();
  expect(flushed).not.toHaveBeenCalled();
  writes[1]!();
  await Promise.resolve();
  expect(flushed).toHaveBeenCalled();
});
