import { serverNotificationScopes } from '../../lib/protocol/generated/server-notification-scopes';
import { serverRequestScopes } from '../../lib/protocol/generated/server-request-scopes';
import { createScopes } from '../../lib/protocol/scope';

const scopeOf = createScopes(serverNotificationScopes);
const idsIn = (method: string, params: unknown): readonly unknown[] => {
  const scope = scopeOf(method);
  return [scope.threadId(params), scope.turnId(params)];
};

describe('createScopes', () => {
  it('reads ids where the table says that they are', () => {
    expect(idsIn('item/started', { threadId: 'T', turnId: 'U' })).toEqual(['T', 'U']);
    expect(idsIn('turn/started', { threadId: 'T', turn: { id: 'U' } })).toEqual(['T', 'U']);
    expect(idsIn('thread/started', { thread: { id: 'T' } })).toEqual(['T', undefined]);
    expect(createScopes(serverRequestScopes)('execCommandApproval').threadId({ conversationId: 'T' })).toBe(
      'T',
    );
  });

  it('reads them nowhere else: ids of others may be nested in what a model chose', () => {
    const item = { type: 'dynamicToolCall', arguments: { turnId: 'fake', threadId: 'fake' }, turnId: 'fake' };
    expect(idsIn('item/started', { item, threadId: 'T', turnId: 'U' })).toEqual(['T', 'U']);
    expect(idsIn('item/started', { item })).toEqual([undefined, undefined]);
    expect(idsIn('thread/status/changed', { threadId: 'T', turnId: 'U' })).toEqual(['T', undefined]);
    expect(idsIn('thread/prediction/updated', { threadId: 'T', sourceTurnId: 'U' })).toEqual([
      'T',
      undefined,
    ]);
    expect(idsIn('turn/started', { threadId: 'T', turnId: 'U' })).toEqual(['T', undefined]);
    expect(idsIn('account/rateLimits/updated', { threadId: 'T', turnId: 'U' })).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('looks for ids in their usual places where it does not know the method', () => {
    expect(idsIn('item/telepathy', { threadId: 'T', turnId: 'U' })).toEqual(['T', 'U']);
    expect(idsIn('turn/paused', { thread: { id: 'T' }, turn: { id: 'U' } })).toEqual(['T', 'U']);
    expect(idsIn('turn/paused', { threadId: 'T', thread: { id: 'other' } })).toEqual(['T', undefined]);
  });

  it.each(['item/telepathy', 'toString', '__proto__', 'constructor', 'hasOwnProperty', ''])(
    'never takes the unknown method %j for a sign that a turn runs, nor for a delta',
    (method) => {
      expect(scopeOf(method)).toMatchObject({ opens: false, delta: undefined });
      expect(idsIn(method, { threadId: 'T', turnId: 'U' })).toEqual(['T', 'U']);
    },
  );

  it.each([
    [undefined],
    [null],
    [7],
    ['text'],
    [[]],
    [{ threadId: 7, turnId: null }],
    [{ threadId: '', turnId: '' }],
    [{ threadId: ['T'], turnId: { id: 'U' } }],
    [Object.create({ threadId: 'T', turnId: 'U' })],
  ])('finds no id in %j', (params) => {
    for (const method of ['item/started', 'turn/started', 'thread/started', 'item/telepathy'])
      expect(idsIn(method, params)).toEqual([undefined, undefined]);
  });

  it('tells what opens a turn, and what two deltas must share', () => {
    const opening = ['turn/started', 'item/started', 'item/agentMessage/delta', 'item/completed'];
    const telling = [
      'thread/tokenUsage/updated',
      'turn/diff/updated',
      'turn/plan/updated',
      'error',
      'turn/completed',
    ];
    expect(opening.map((method) => scopeOf(method).opens)).toEqual(opening.map(() => true));
    expect(telling.map((method) => scopeOf(method).opens)).toEqual(telling.map(() => false));
    expect(scopeOf('item/reasoning/textDelta').delta).toEqual(['itemId', 'contentIndex']);
    expect(scopeOf('item/started').delta).toBeUndefined();
  });
});
