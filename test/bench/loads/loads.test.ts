import { serverNotificationParams } from '../../../lib/protocol/generated/server-notification-params.js';
import { ThreadReadResponse } from '../../../lib/protocol.js';
import { threadIdOf, turnIdOf } from '../mix';
import { answerOf, bytesPerMessage, streamOf, type Stream } from './order';

interface Notification {
  readonly method: string;
  readonly params: {
    readonly threadId?: string;
    readonly turnId?: string;
    readonly turn?: { readonly id: string };
  };
}

const loads: readonly Stream['load'][] = ['mix', 'deltas', 'heavy'];
const codecs = serverNotificationParams as Readonly<
  Record<string, { is(value: unknown): boolean } | undefined>
>;

describe.each(loads)('the load %s', (load) => {
  const stream = streamOf(load);
  const cycle = Array.from({ length: stream.length }, (_, index) => index);
  const parse = (text: string): Notification => JSON.parse(text) as Notification;

  it('is made of notifications as the codecs know them', () => {
    for (const text of [
      stream.started(0),
      ...cycle.map((index) => stream.text(0, index)),
      stream.completed(0),
    ]) {
      const { method, params } = parse(text);
      expect([method, codecs[method]?.is(params)]).toEqual([method, true]);
    }
  });

  it('has the ids of the turn that it is for', () => {
    expect(parse(stream.started(7)).params.turn!.id).toBe(turnIdOf(7));
    expect(parse(stream.completed(7)).params.turn!.id).toBe(turnIdOf(7));
    for (const index of cycle) {
      const { threadId, turnId } = parse(stream.text(7, index)).params;
      expect(turnId).toBe(stream.isOfTurn(index) ? turnIdOf(7) : undefined);
      if (threadId !== undefined) expect(threadId).toBe(threadIdOf(7));
    }
  });
});

it('has the weight that each load is named for', () => {
  const [mix, deltas, heavy] = loads.map((load) => bytesPerMessage(streamOf(load)));
  expect(mix).toBeGreaterThan(200);
  expect(mix).toBeLessThan(300);
  expect(deltas).toBeLessThan(mix!);
  expect(heavy).toBeGreaterThan(64 * 1024);
});

describe('a large result', () => {
  it.each([
    ['thread', 1_740_000],
    ['output', 1024 * 1024],
  ] as const)('is a %s as the codec knows it, as large as ordered', (load, bytes) => {
    const text = answerOf({ kind: 'answer', load, bytes });
    expect(Math.abs(text.length / bytes - 1)).toBeLessThan(0.05);
    expect(ThreadReadResponse.is(JSON.parse(text.toString()))).toBe(true);
  });
});
