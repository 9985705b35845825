import { adoptTurns } from '../../lib/client/adopt-turns';
import type { Router } from '../../lib/router/router';
import { threadResult, turnStartResult } from '../../lib/testing/messages/results';
import { turnObject } from '../../lib/testing/messages/turn-messages';

const adopted = (method: string, result: unknown): unknown[] => {
  const adopt = jest.fn();
  adoptTurns({ adopt } as unknown as Router, method, result);
  return adopt.mock.calls;
};

const listing = (...turns: unknown[]) => ({ ...threadResult('thread'), thread: { id: 'thread', turns } });
const turn = (turnId: string, status: 'inProgress' | 'completed' | 'interrupted') =>
  turnObject(status, { turnId });

test.each(['thread/resume', 'thread/fork'])(
  '%s lists turns; one that is in progress has started',
  (method) => {
    const result = listing(turn('a', 'completed'), turn('b', 'inProgress'), turn('c', 'interrupted'));
    expect(adopted(method, result)).toEqual([['thread', 'b', true]]);
  },
);

test.each([
  ['another method', 'thread/read', listing(turn('a', 'inProgress'))],
  ['a turn that is answered: its start knows more of it', 'turn/start', turnStartResult({ turnId: 'u' })],
  ['a result of no object', 'thread/fork', null],
  ['turns that are no list', 'thread/resume', { thread: { id: 'thread', turns: { length: 1 } } }],
  ['turns that are no turns', 'thread/resume', { thread: { id: 'thread', turns: [null, 1, 'x', {}] } }],
  ['a turn without an id', 'thread/resume', { thread: { id: 'thread', turns: [{ status: 'inProgress' }] } }],
  ['a thread without an id', 'thread/resume', { thread: { turns: [turn('a', 'inProgress')] } }],
])('%s makes none known', (_, method, result) => {
  expect(adopted(method, result)).toEqual([]);
});
