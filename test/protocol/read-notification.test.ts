import * as t from 'io-ts';
import type { Diagnostic } from '../../lib/errors/diagnostic.js';
import { serverNotificationParams } from '../../lib/protocol/generated/server-notification-params.js';
import type { PayloadCodecs } from '../../lib/protocol/payload-codec.js';
import { createNotificationReader } from '../../lib/protocol/read-notification.js';
import { createTextParser } from '../../lib/rpc/text-parser.js';
import type { NotificationMessage } from '../../lib/wire/message.js';
import { arriving } from '../support/routing';

const reader = (codecs: PayloadCodecs = serverNotificationParams, validate = true) => {
  const reports: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): unknown => reports.push(diagnostic);
  const parse = createTextParser(report) as (text: string) => NotificationMessage | undefined;
  const onParse = jest.fn();
  const notifications = createNotificationReader({ codecs, validate, report, parse, onParse });
  /** Reads a message that was parsed on arrival. */
  const read = (message: NotificationMessage, text?: string) => notifications.event(arriving(message, text));
  return { ...notifications, read, onParse, reports };
};

const good = { threadId: 't', turnId: 'u', itemId: 'i', delta: 'x' };

const delta = (params: unknown): NotificationMessage => ({
  method: 'item/agentMessage/delta',
  params,
  emittedAtMs: 5,
});

describe('a notification', () => {
  it('whose params fit is the very object that was parsed', () => {
    const { read, reports } = reader();
    const message = delta(good);
    expect(read(message)).toBe(message);
    expect(reports).toEqual([]);
  });

  it('may carry fields that nobody knows yet', () => {
    const { read, reports } = reader();
    const message = delta({ threadId: 't', turnId: 'u', itemId: 'i', delta: 'x', new: { a: 1 } });
    expect(read(message)).toBe(message);
    expect(reports).toEqual([]);
  });

  it.each(['no/such/method', 'constructor', '__proto__', 'toString', 'hasOwnProperty', ''])(
    'of the unknown method %j is handed on as it is',
    (method) => {
      // The tables of the library have no prototype; one that a user wrote has.
      for (const codecs of [serverNotificationParams, {}]) {
        const { read, reports } = reader(codecs);
        const message = { method, params: { anything: [1] } };
        expect(read(message)).toBe(message);
        expect(reports).toEqual([]);
      }
    },
  );

  it.each<[string, unknown]>([
    ['without params', undefined],
    ['with params that are null', null],
    ['with params that are an array', []],
    ['without a field', { threadId: 't', turnId: 'u', itemId: 'i' }],
    ['with a field of another kind', { threadId: 't', turnId: 'u', itemId: 7, delta: 'x' }],
    ['with a field that is null', { threadId: 't', turnId: 'u', itemId: 'i', delta: null }],
  ])('%s is a marked copy that keeps everything, with one diagnostic', (_, params) => {
    const { read, reports } = reader();
    const message = delta(params);
    const before = structuredClone(message);
    const seen = read(message);
    expect(seen).toEqual({ ...before, invalid: true });
    expect(message).toEqual(before);
    expect(reports).toEqual([
      {
        kind: 'decode',
        method: 'item/agentMessage/delta',
        message: expect.stringMatching(
          /^The params of item\/agentMessage\/delta do not have their shape: \S/,
        ),
        raw: message,
      },
    ]);
  });

  it('whose fault is told by path and not by value', () => {
    const { read, reports } = reader();
    read(delta({ threadId: 't', turnId: ['canary-93b1f0'], itemId: 7, delta: 'x' }));
    const { message } = reports[0]!;
    expect(message).toContain('turnId is an array, expected string');
    expect(message).toContain('itemId is a number, expected string');
    expect(message).not.toContain('canary');
  });

  it('with 200,000 wrong elements is reported like any other', () => {
    const { read, reports } = reader();
    const plan = Array.from({ length: 200_000 }, () => 'no step');
    const message = { method: 'turn/plan/updated', params: { threadId: 't', turnId: 'u', plan } };
    expect(read(message)).toHaveProperty('invalid', true);
    expect(reports).toHaveLength(1);
    expect(reports[0]!.message.length).toBeLessThan(500);
  });

  it('nested 100,000 levels deep is read', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const { read, reports } = reader();
    const [fits, fails] = [
      `{"method":"item/agentMessage/delta","params":{"threadId":"t","turnId":"u","itemId":"i","delta":"x","more":${deep}}}`,
      `{"method":"turn/started","params":${deep}}`,
    ];
    const [fitting, failing] = [fits, fails].map((text) => JSON.parse(text) as NotificationMessage);
    expect(read(fitting!, fits)).toBe(fitting);
    expect(read(failing!, fails)).toHaveProperty('invalid', true);
    expect(reports).toHaveLength(1);
  });
});

describe('reading again', () => {
  /** A codec that counts how often it is asked. */
  const counting = (fits: boolean) => {
    const calls = { is: 0, decode: 0 };
    const codec = {
      is: () => {
        calls.is += 1;
        return fits;
      },
      decode: (value: unknown) => {
        calls.decode += 1;
        return t.string.decode(value);
      },
    };
    return { codecs: { m: codec }, calls };
  };
  const message = (number = 0): NotificationMessage => ({ method: 'm', params: { number } });

  it('the newest message checks nothing, and gives the same object', () => {
    for (const fits of [true, false]) {
      const { codecs, calls } = counting(fits);
      const { event, reports } = reader(codecs);
      const newest = arriving(message());
      const first = event(newest);
      expect(event(newest)).toBe(first);
      expect(event(newest)).toBe(first);
      expect(calls.is).toBe(1);
      expect(reports).toHaveLength(fits ? 0 : 1);
    }
  });

  it('an invalid message later gives the same copy and reports nothing twice', () => {
    const { codecs, calls } = counting(false);
    const { event, reports } = reader(codecs);
    const [first, second] = [arriving(message(1)), arriving(message(2))];
    const [one, two] = [event(first), event(second)];
    expect(one).not.toBe(two);
    expect(event(first)).toBe(one);
    expect(event(second)).toBe(two);
    expect(reports.map(({ raw }) => raw)).toEqual([message(1), message(2)]);
    expect(calls.decode).toBe(2);
  });

  it('does not take the failed check of one reader for that of another', () => {
    const shared = message();
    const [strict, lax] = [reader(counting(false).codecs), reader(counting(true).codecs)];
    expect(strict.read(shared)).toHaveProperty('invalid', true);
    expect(lax.read(shared)).toBe(shared);
  });
});

describe('without validation', () => {
  it('nothing is looked at', () => {
    const { read, reports } = reader(serverNotificationParams, false);
    const message = delta(null);
    expect(read(message)).toBe(message);
    expect(reports).toEqual([]);
  });
});
