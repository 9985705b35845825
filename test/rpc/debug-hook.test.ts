import { envelopeOf, guardedHook, type DebugEvent } from '../../lib/rpc/debug-hook';
import type { Diagnostic } from '../../lib/errors/diagnostic';
import { commandApproval } from '../../lib/testing/messages/server-requests';
import { turnStarted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch } from '../support/memory-codex';

test.each([
  ['a request', { id: 1, method: 'a', params: { secret: 1 } }, { kind: 'request', method: 'a', id: 1 }],
  ['a request with id 0', { id: 0, method: 'a', params: {} }, { kind: 'request', method: 'a', id: 0 }],
  [
    'a notification',
    { method: 'a', params: { secret: 1 } },
    { kind: 'notification', method: 'a', id: undefined },
  ],
  ['a result', { id: '', result: { secret: 1 } }, { kind: 'response', method: undefined, id: '' }],
  [
    'an error',
    { id: 2, error: { code: 1, message: 'secret' } },
    { kind: 'response', method: undefined, id: 2 },
  ],
  [
    'an answer to nothing',
    { id: null, error: { code: 1, message: 'secret' } },
    { kind: 'response', method: undefined, id: null },
  ],
])('the envelope of %s, without its payload', (_, message, expected) => {
  expect(envelopeOf('in', message, 7)).toEqual({ direction: 'in', size: 7, ...expected });
});

test('no hook is no hook', () => {
  expect(guardedHook(undefined, () => undefined)).toBeUndefined();
});

test('a hook that throws is reported once and then left alone', () => {
  const diagnostics: Diagnostic[] = [];
  const cause = new Error('broken');
  const hook = jest.fn(() => {
    throw cause;
  });
  const guarded = guardedHook(hook, (diagnostic) => diagnostics.push(diagnostic))!;
  const event = envelopeOf('in', { method: 'a' }, 1);
  guarded(event);
  guarded(event);
  expect(hook).toHaveBeenCalledTimes(1);
  expect(diagnostics).toEqual([{ kind: 'hook', message: expect.any(String), cause }]);
});

test('a client tells every message in either direction, in the order of the wire', () => {
  const events: DebugEvent[] = [];
  const { client, say, sent } = memoryCodex({ debug: (event) => events.push(event) });
  watch(client.request('thread/unsubscribe', { threadId: 'canary-thread' }));
  say(turnStarted(), { id: 0, ...commandApproval('i', 'canary-command') });
  expect(events.map(({ direction, kind, method }) => `${direction} ${kind} ${method ?? ''}`.trim())).toEqual([
    'out request initialize',
    'in response',
    'out notification initialized',
    'out request thread/unsubscribe',
    'in response',
    'in notification turn/started',
    'in request item/commandExecution/requestApproval',
    'out response',
  ]);
  expect(events[0]).toMatchObject({ id: sent[0]!.id, size: JSON.stringify(sent[0]).length });
  expect(JSON.stringify(events)).not.toContain('canary');
});
