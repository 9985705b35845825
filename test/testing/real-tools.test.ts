import { text } from '../../lib/testing/model/text.js';
import { toolCall } from '../../lib/testing/model/tool-call.js';
import { withCodex } from './support/scripted-app-server.js';

test('a sub-agent and a dynamic tool can be called', async () => {
  await withCodex(
    {
      script: [
        {
          when: 'spawn',
          replies: [
            toolCall('spawn_agent', { message: 'be a child' }, { namespace: 'multi_agent_v1' }),
            text('spawned'),
          ],
        },
        { when: 'look', replies: [toolCall('lookup', { id: 'A' }, { id: 'dyn-1' }), text('found')] },
        { when: 'be a child', replies: [text('I am a child')] },
      ],
    },
    async ({ codex, server, threadId, answerNext }) => {
      await server.runTurn(threadId, 'spawn');
      await server.until('the child', (message) => message.params?.item?.text === 'I am a child');
      const turn = server.runTurn(threadId, 'look');
      const params = await answerNext('item/tool/call', {
        contentItems: [{ type: 'inputText', text: 'B' }],
        success: true,
      });
      expect(params).toMatchObject({ callId: 'dyn-1', tool: 'lookup', arguments: { id: 'A' } });
      await turn;
      expect(codex.model.requests.at(-1)!.toolOutputs).toEqual([{ callId: 'dyn-1', output: 'B' }]);
      expect(codex.model.errors).toEqual([]);
    },
    {
      dynamicTools: [
        {
          type: 'function',
          name: 'lookup',
          description: 'Looks up',
          inputSchema: { type: 'object', properties: { id: { type: 'string' } } },
        },
      ],
    },
  );
});
