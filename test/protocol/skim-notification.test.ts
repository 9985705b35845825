import fc from 'fast-check';
import { ownField } from '../../lib/protocol/own-field';
import { idOf } from '../../lib/protocol/scope';
import { skimNotification, type NotificationHead } from '../../lib/protocol/skim-notification';
import { adversarialText, parsed } from '../support/json-texts';
import { recordedNotifications } from '../support/recordings/notification-texts';
import { scopeOf } from '../support/routing';

/** What a parsed message says of where it belongs. */
const headOf = (message: unknown): NotificationHead => {
  const params = ownField(message, 'params');
  return {
    method: ownField(message, 'method') as string,
    threadId: idOf(ownField(params, 'threadId')),
    turnId: idOf(ownField(params, 'turnId')),
  };
};

describe('skimNotification', () => {
  it('says what the parsed message says, or gives up, whatever the text; no message with an id passes', () => {
    let heads = 0;
    let withIds = 0;
    fc.assert(
      fc.property(adversarialText, (text) => {
        const head = skimNotification(text);
        const json = parsed(text);
        if (!head || !json) return;
        heads += 1;
        if (head.threadId !== undefined || head.turnId !== undefined) withIds += 1;
        expect(head).toEqual(headOf(json.value));
        expect(Object.hasOwn(json.value as object, 'id')).toBe(false);
      }),
      { numRuns: 20_000 },
    );
    // A skimmer that always gives up would prove nothing.
    expect([heads > 2_000, withIds > 500]).toEqual([true, true]);
  });

  it('does not give up on what the real server writes, and agrees with the parsed message', () => {
    const plain = recordedNotifications().filter(({ message }) => scopeOf(message.method).plain);
    expect(plain.length).toBeGreaterThan(1_000);
    for (const { text, message } of plain)
      expect([text, skimNotification(text)]).toEqual([text, headOf(message)]);
  });

  it.each([
    [
      'the last of several fields counts',
      '{"method":"a","params":{"turnId":"1","turnId":"2"},"method":"b"}',
      'b',
      undefined,
      '2',
    ],
    [
      'the last params count, all of them',
      '{"method":"m","params":{"threadId":"1"},"params":{"turnId":"2"}}',
      'm',
      undefined,
      '2',
    ],
    [
      'what is nested counts for nothing',
      '{"method":"m","params":{"x":{"threadId":"1","method":"n","id":1}}}',
      'm',
      undefined,
      undefined,
    ],
    [
      'outside of params an id is none',
      '{"threadId":"1","method":"m","turnId":"2"}',
      'm',
      undefined,
      undefined,
    ],
    ['in params an "id" is a field', '{"method":"m","params":{"id":1,"threadId":"1"}}', 'm', '1', undefined],
    ['an empty id is none', '{"method":"m","params":{"threadId":"","turnId":""}}', 'm', undefined, undefined],
    [
      'an id of another kind is none',
      '{"method":"m","params":{"threadId":7,"turnId":["2"]}}',
      'm',
      undefined,
      undefined,
    ],
    [
      'brackets in strings are text',
      '{"method":"m","params":{"x":"}]{[\\"","threadId":"1"}}',
      'm',
      '1',
      undefined,
    ],
    [
      'an even run of backslashes ends a string',
      '{"method":"m","params":{"x":"\\\\\\\\","threadId":"1"}}',
      'm',
      '1',
      undefined,
    ],
    ['an odd run does not', '{"method":"m","params":{"x":"\\\\\\"","threadId":"1"}}', 'm', '1', undefined],
    [
      'params may come first',
      '{"params":{"threadId":"1"},"emittedAtMs":5,"method":"m"}',
      'm',
      '1',
      undefined,
    ],
    [
      'names of prototypes are names',
      '{"__proto__":{"id":1},"method":"m","params":{"__proto__":{"threadId":"1"}}}',
      'm',
      undefined,
      undefined,
    ],
  ])('%s', (_, text, method, threadId, turnId) => {
    expect(skimNotification(text)).toEqual({ method, threadId, turnId });
    expect(headOf(JSON.parse(text))).toEqual({ method, threadId, turnId });
  });

  it.each([
    '',
    '[]',
    '"m"',
    '7',
    'null',
    '{}',
    '[{"method":"m","params":{"x":1}}]',
    '{"params":{"x":1}}',
    '{"method":7,"params":{"x":1}}',
    '{"method":"m","params":[]}',
    '{"method":"m","params":null}',
    '{"method":"m","id":1,"params":{"x":1}}',
    '{"method":"m","params":{"x":1},"id":null}',
    '{"method":"m","\\u0069d":1,"params":{"x":1}}',
    '{"method":"m","params":{"thread\\u0049d":"1"}}',
    '{"method":"m","params":{"threadId":"\\u0031"}}',
    '{"method":"\\u006d","params":{"x":1}}',
    '{"method": "m","params":{"x":1}}',
    ' {"method":"m","params":{"x":1}}',
    '{"method":"m","params":{"x":1}}\r',
    '{"method":"m","params":{"x":1}}{"id":1}',
    '{"method":"m","params":{"x":1}',
    '{"method":"m","params":{"threadId":"1',
    '{"method":"m","params":{"threadId"',
    '{"method":"m","params":{"x":[{"y":1}',
  ])('gives up on %j', (text) => {
    expect(skimNotification(text)).toBeUndefined();
  });
});
