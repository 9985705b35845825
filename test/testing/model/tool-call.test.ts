import { toolCall } from '../../../lib/testing/model/tool-call.js';

test('a call has a name, arguments, and what was chosen for it', () => {
  expect(toolCall('look')).toEqual({
    type: 'toolCall',
    name: 'look',
    args: {},
    id: undefined,
    namespace: undefined,
  });
  expect(toolCall('look', 'free', { id: 'c1', namespace: 'mcp' })).toEqual({
    type: 'toolCall',
    name: 'look',
    args: 'free',
    id: 'c1',
    namespace: 'mcp',
  });
});
