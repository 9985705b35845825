import { NEVER } from 'rxjs';
import type { SendRequest } from '../../lib/client/core';
import { ownCalls } from '../../lib/client/method-calls';
import { watch } from '../support/memory-codex';

const rows = { name: ['thread/name/set', 'name'], read: ['thread/read'] } as const;

test('makes a call for each row; the ids are asked for when it is sent, and none can be overridden', () => {
  const request = jest.fn(() => NEVER);
  let id = 'first';
  const calls = ownCalls(request as unknown as SendRequest, rows, (method) => ({
    threadId: `${id} of ${method}`,
  }));
  const named$ = calls.name({ name: 'n', threadId: 'mine' } as never);
  id = 'second';
  watch(named$);
  watch(calls.name('text', { timeout: 1 }));
  watch(calls.read());
  expect(request.mock.calls).toEqual([
    ['thread/name/set', { name: 'n', threadId: 'second of thread/name/set' }, undefined],
    ['thread/name/set', { name: 'text', threadId: 'second of thread/name/set' }, { timeout: 1 }],
    ['thread/read', { threadId: 'second of thread/read' }, undefined],
  ]);
});

test('what the ids cannot be had for errors, and is not sent', () => {
  const request = jest.fn(() => NEVER);
  const fault = new Error('no id');
  const calls = ownCalls(request as unknown as SendRequest, rows, () => {
    throw fault;
  });
  expect([watch(calls.read()).end(), request.mock.calls]).toEqual([{ error: fault }, []]);
});
