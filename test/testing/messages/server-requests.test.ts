import {
  commandApproval,
  dynamicToolCall,
  elicitation,
  fileChangeApproval,
  permissionsApproval,
  userInputRequest,
} from '../../../lib/testing/messages/server-requests.js';

const ref = { threadId: 't', turnId: 'u' };

test('each asks for its own turn, and for what it was told', () => {
  expect(commandApproval('i', 'ls', ref).params).toMatchObject({ ...ref, itemId: 'i', command: 'ls' });
  expect(fileChangeApproval('i', ref).params).toMatchObject({ ...ref, itemId: 'i' });
  expect(dynamicToolCall('c', 'look', { a: 1 }, ref).params).toMatchObject({
    ...ref,
    callId: 'c',
    tool: 'look',
    arguments: { a: 1 },
  });
  expect(userInputRequest('i', 'Which?', ref).params.questions).toMatchObject([{ question: 'Which?' }]);
  expect(permissionsApproval('i', ref).params.permissions.network).toEqual({ enabled: true });
  expect(elicitation('s', 'Name?', ref).params).toMatchObject({ ...ref, serverName: 's', message: 'Name?' });
});

test('none has an id: it gets one when it is asked', () => {
  expect(commandApproval('i', 'ls')).not.toHaveProperty('id');
});
