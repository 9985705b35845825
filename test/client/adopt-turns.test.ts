import { adoptTurns } from '../../lib/client/adopt-turns';
import type { Router } from '../../lib/router/router';
import { threadResult, turnStartResult } from '../../lib/testing/messages/results';
import { turnObject } from '../../lib/testing/messages/turn-messages';

const adopted = (method: string, params: unknown, result: unknown): unknown[] => {
  const adopt = jest.fn();
  adoptTurns({ adopt } as unknown as Router, method, params, result);
  return adopt.mock.calls;
};

const asked = { threadId: 'thread' };
const listing = (...turns: unknown[]) => ({ ...threadResult('thread'), thread: { id: 'thread', turns } });
const turn = (turnId: string, status: 'inProgress' | 'completed' | 'interrupted') =>
  turnObject(status, { turnId });

test.each(['turn/start', 'review/start'])('%s answers with a turn that runs, not started yet', (method) => {
  expect(adopted(method, asked, turnStartResult({ turnId: 'u' }))).toEqual([['thread', 'u', false]]);
});

test.each(['thread/resume', 'thread/fork'])(
  '%s lists turns; one that is in progress has started',
  (method) => {
    const result = listing(turn('a', 'completed'), turn('b', 'inProgress'), turn('c', 'interrupted'));
    expect(adopted(method, asked, result)).toEqual([['thread', 'b', true]]);
  },
);

test.each([
  ['another method', 'thread/read', asked, listing(turn('a', 'inProgress'))],
  ['a result of no object', 'turn/start', asked, null],
  ['a turn without an id', 'turn/start', asked, { turn: { id: 1 } }],
  ['a request without a thread', 'turn/start', {}, turnStartResult({ turnId: 'u' })],
  ['params of no object', 'review/start', undefined, turnStartResult({ turnId: 'u' })],
  ['turns that are no list', 'thread/resume', asked, { thread: { id: 'thread', turns: { length: 1 } } }],
  [
    'turns that are no turns',
    'thread/resume',
    asked,
    { thread: { id: 'thread', turns: [null, 1, 'x', {}] } },
  ],
  ['a thread without an id', 'thread/resume', asked, { thread: { turns: [turn('a', 'inProgress')] } }],
])('%s makes none known', (_, method, params, result) => {
  expect(adopted(method, params, result)).toEqual([]);
});
