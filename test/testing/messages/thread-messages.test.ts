import {
  configWarning,
  requestResolved,
  threadStarted,
  threadStatusChanged,
  warning,
} from '../../../lib/testing/messages/thread-messages.js';

test('a status with flags is an active one', () => {
  expect(threadStatusChanged('idle', 't').params).toEqual({ threadId: 't', status: { type: 'idle' } });
  expect(threadStatusChanged(['waitingOnUserInput']).params).toEqual({
    threadId: '$threadId',
    status: { type: 'active', activeFlags: ['waitingOnUserInput'] },
  });
});

test('the others say what they were told', () => {
  expect(threadStarted().params.thread).toMatchObject({ id: '$threadId', cwd: '/project', turns: [] });
  expect(requestResolved('x', 't').params).toEqual({ threadId: 't', requestId: 'x' });
  expect(warning('look', null).params).toEqual({ threadId: null, message: 'look' });
  expect(configWarning('bad').params).toEqual({ summary: 'bad', details: null });
});
