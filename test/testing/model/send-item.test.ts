import { command } from '../../../lib/testing/model/command.js';
import { reasoning } from '../../../lib/testing/model/reasoning.js';
import { newId } from '../../../lib/testing/model/send-item.js';
import { text } from '../../../lib/testing/model/text.js';
import { toolCall } from '../../../lib/testing/model/tool-call.js';
import { typesOf } from '../support/model-call.js';
import { answerOf } from '../support/scripted-model.js';

test('a message: the item, its exact pieces, the whole', async () => {
  const { events } = await answerOf(text(['Hel', 'lo'], { id: 'm1', phase: 'commentary' }));
  expect(events.slice(1, -1)).toMatchObject([
    { type: 'response.output_item.added', item: { type: 'message', id: 'm1', content: [] } },
    { type: 'response.output_text.delta', item_id: 'm1', delta: 'Hel' },
    { type: 'response.output_text.delta', item_id: 'm1', delta: 'lo' },
    {
      type: 'response.output_item.done',
      item: { id: 'm1', phase: 'commentary', content: [{ text: 'Hello' }] },
    },
  ]);
});

test('reasoning: the parts of its summary, its content, the whole', async () => {
  const answer = await answerOf(reasoning(['one', ['tw', 'o']], { content: 'raw' }));
  expect(typesOf(answer).slice(2, -2)).toEqual([
    'response.reasoning_summary_part.added',
    'response.reasoning_summary_text.delta',
    'response.reasoning_summary_part.added',
    'response.reasoning_summary_text.delta',
    'response.reasoning_summary_text.delta',
    'response.reasoning_text.delta',
  ]);
  expect(answer.events.at(-2).item).toMatchObject({
    summary: [{ text: 'one' }, { text: 'two' }],
    content: [{ text: 'raw' }],
  });
});

test('tool calls: arguments as JSON, the input of a free-form tool, the namespace, a place of their own', async () => {
  const tools = [
    { type: 'function', name: 'exec_command' },
    { type: 'custom', name: 'patch' },
    { type: 'namespace', name: 'ns', tools: [{ type: 'function', name: 'spawn' }] },
  ];
  const script = [
    command('ls', { id: 'c1' }),
    toolCall('patch', 'raw input'),
    toolCall('spawn', { a: 1 }, { namespace: 'ns' }),
  ];
  const events = (await answerOf(script, { tools })).events.slice(1, -1);
  expect(events.map(({ output_index }) => output_index)).toEqual([0, 1, 2]);
  expect(events.map(({ item }) => item)).toMatchObject([
    { type: 'function_call', call_id: 'c1', name: 'exec_command', arguments: '{"cmd":"ls"}' },
    { type: 'custom_tool_call', name: 'patch', input: 'raw input' },
    { type: 'function_call', name: 'spawn', namespace: 'ns', arguments: '{"a":1}' },
  ]);
});

test('ids are unique', () => {
  const ids = Array.from({ length: 1_000 }, () => newId('msg'));
  expect(new Set(ids).size).toBe(1_000);
  expect(ids[0]).toMatch(/^msg_[0-9a-f]{32}$/);
});
