import {
  agentMessageItem,
  commandItem,
  fileChangeItem,
  reasoningItem,
  userMessageItem,
} from '../../../lib/testing/messages/items.js';

test('items say what they were told', () => {
  expect(userMessageItem('i', 'hello')).toMatchObject({
    type: 'userMessage',
    id: 'i',
    content: [{ text: 'hello' }],
  });
  expect(agentMessageItem('i')).toMatchObject({ type: 'agentMessage', id: 'i', text: '' });
  expect(agentMessageItem('i', 'hello')).toMatchObject({ text: 'hello' });
  expect(reasoningItem('i', ['a'])).toMatchObject({
    type: 'reasoning',
    id: 'i',
    summary: ['a'],
    content: [],
  });
  expect(fileChangeItem('i', '/a', 'text', 'declined')).toMatchObject({
    type: 'fileChange',
    status: 'declined',
    changes: [{ path: '/a', kind: { type: 'add' }, diff: 'text' }],
  });
});

test('a command runs until it is said to have ended', () => {
  expect(commandItem('i', 'ls')).toMatchObject({
    type: 'commandExecution',
    command: 'ls',
    status: 'inProgress',
    aggregatedOutput: null,
    exitCode: null,
  });
  const over = { status: 'failed', aggregatedOutput: 'x', exitCode: 2, cwd: '/elsewhere' } as const;
  expect(commandItem('i', 'ls', over)).toMatchObject(over);
});
