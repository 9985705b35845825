import { initializeResult, threadResult, turnStartResult } from '../../../lib/testing/messages/results.js';

test('the version is where the real server has it', () => {
  expect(initializeResult('0.140.0').userAgent).toMatch(/^fake\/0\.140\.0 \(/);
});

test('thread and turn are those that were named, or those at hand', () => {
  expect(threadResult('t', '/elsewhere')).toMatchObject({
    thread: { id: 't', cwd: '/elsewhere' },
    cwd: '/elsewhere',
  });
  expect(threadResult().thread.id).toBe('$threadId');
  expect(turnStartResult({ turnId: 'u' }).turn).toMatchObject({
    id: 'u',
    status: 'inProgress',
    startedAt: null,
  });
});
