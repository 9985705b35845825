import type {
  ItemStartedNotification,
  TurnCompletedNotification,
} from '../../../lib/protocol/generated/definitions.js';
import {
  agentMessageDelta,
  commandOutputDelta,
  itemCompleted,
  itemStarted,
  reasoningSummaryDelta,
  reasoningTextDelta,
} from '../../../lib/testing/messages/item-messages.js';
import {
  agentMessageItem,
  commandItem,
  fileChangeItem,
  reasoningItem,
  userMessageItem,
} from '../../../lib/testing/messages/items.js';
import { initializeResult, threadResult, turnStartResult } from '../../../lib/testing/messages/results.js';
import {
  commandApproval,
  dynamicToolCall,
  elicitation,
  fileChangeApproval,
  permissionsApproval,
  userInputRequest,
} from '../../../lib/testing/messages/server-requests.js';
import {
  configWarning,
  requestResolved,
  threadStarted,
  threadStatusChanged,
  warning,
} from '../../../lib/testing/messages/thread-messages.js';
import {
  diffUpdated,
  errorNotification,
  planUpdated,
  tokenUsageUpdated,
  turnCompleted,
  turnStarted,
} from '../../../lib/testing/messages/turn-messages.js';
import { loadWireSchema } from '../support/wire-schema.js';

const schema = loadWireSchema();
const ref = { threadId: 't', turnId: 'u' };
const limit = { message: 'full', codexErrorInfo: 'contextWindowExceeded' } as const;
const refused = { message: 'no', codexErrorInfo: { httpConnectionFailed: { httpStatusCode: 401 } } } as const;

const items = [
  userMessageItem('i', 'hello'),
  agentMessageItem('i'),
  agentMessageItem('i', 'hello'),
  reasoningItem('i'),
  reasoningItem('i', ['a'], ['b']),
  commandItem('i', 'ls'),
  commandItem('i', 'ls', { status: 'completed', aggregatedOutput: 'a', exitCode: 0, cwd: '/elsewhere' }),
  fileChangeItem('i', '/project/a.txt', 'hello'),
  fileChangeItem('i', '/project/a.txt', 'hello', 'declined'),
];

test.each([
  ...items.map((item) => itemStarted(item, ref)),
  ...items.map((item) => itemCompleted(item, ref)),
  agentMessageDelta('i', 'a', ref),
  commandOutputDelta('i', 'a', ref),
  reasoningSummaryDelta('i', 'a', 2, ref),
  reasoningTextDelta('i', 'a', 3, ref),
  turnStarted(ref),
  turnCompleted(ref),
  turnCompleted({ ...ref, status: 'interrupted' }),
  turnCompleted({ ...ref, error: limit }),
  errorNotification(refused, false, ref),
  planUpdated([{ step: 'a', status: 'inProgress' }], ref, 'so far'),
  diffUpdated('--- a', ref),
  tokenUsageUpdated(40, 2, ref),
  threadStarted('t', '/elsewhere'),
  threadStatusChanged('idle', 't'),
  threadStatusChanged('systemError', 't'),
  threadStatusChanged([], 't'),
  threadStatusChanged(['waitingOnApproval'], 't'),
  requestResolved(0, 't'),
  requestResolved('seven', 't'),
  warning('look', 't'),
  warning('look', null),
  configWarning('Invalid configuration; using defaults.', 'line 3'),
])('the real server could send %j', (message) => {
  expect(schema.faultsOf('ServerNotification', message)).toEqual([]);
  expect(JSON.stringify(message)).not.toContain('"$');
});

test.each([
  commandApproval('i', 'ls', ref),
  fileChangeApproval('i', ref),
  dynamicToolCall('i', 'lookup', { id: 1 }, ref),
  userInputRequest('i', 'Which?', ref),
  permissionsApproval('i', ref),
  elicitation('server', 'Your name?', ref),
])('the real server could ask %j', (message) => {
  expect(schema.faultsOf('ServerRequest', { id: 0, ...message })).toEqual([]);
});

test.each([
  ['v1/InitializeResponse', initializeResult()],
  ['v2/ThreadStartResponse', threadResult('t')],
  ['v2/ThreadResumeResponse', threadResult('t')],
  ['v2/ThreadForkResponse', threadResult('t', '/elsewhere')],
  ['v2/TurnStartResponse', turnStartResult(ref)],
])('the real server could answer with this %s', (file, result) => {
  expect(schema.faultsOfType(file, result)).toEqual([]);
});

test('the schema does find faults: wrong values, missing fields, and fields that it does not know', () => {
  const good = agentMessageItem('i');
  const { text: _, ...missing } = good;
  for (const item of [
    { ...good, text: 1 },
    missing,
    { ...good, mood: 'good' },
    { ...good, type: 'nonsense' },
  ]) {
    expect(schema.faultsOf('ServerNotification', itemStarted(item))).not.toEqual([]);
  }
  expect(schema.faultsOf('ServerRequest', { ...commandApproval('i', 'ls') })).not.toEqual([]);
});

test('the types are those of the protocol', () => {
  const started: ItemStartedNotification = itemStarted(commandItem('i', 'ls')).params;
  const completed: TurnCompletedNotification = turnCompleted().params;
  expect([started.item.type, completed.turn.status]).toEqual(['commandExecution', 'completed']);
});
