import { isNotification, isResponse, isServerRequest, type Message } from '../../lib/wire/message.js';

const kinds = (message: Message): string[] =>
  [
    isResponse(message) && 'response',
    isServerRequest(message) && 'server request',
    isNotification(message) && 'notification',
  ].filter((kind) => kind !== false);

describe('the kind of a message', () => {
  it.each<[string, Message]>([
    ['response', { id: 1, result: {} }],
    ['response', { id: 'a', error: { code: 1, message: 'x' } }],
    ['response', { id: null, error: {} }],
    ['response', { id: 0 }],
    ['server request', { id: 0, method: 'item/tool/call', params: {} }],
    ['server request', { id: '', method: '' }],
    ['notification', { method: 'turn/started', params: {} }],
    ['notification', { method: '', emittedAtMs: 1 }],
    ['notification', { method: 'constructor' }],
  ])('is %s and nothing else: %j', (kind, message) => {
    expect(kinds(message)).toEqual([kind]);
  });

  it('is not told by what an object inherits', () => {
    expect(kinds(JSON.parse('{"id":1,"__proto__":{"method":"x"},"result":{}}') as Message)).toEqual([
      'response',
    ]);
  });
});
