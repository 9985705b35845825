import { readModelRequest } from '../../../lib/testing/model/model-request.js';
import { toolOutput, userMessage } from '../support/model-call.js';

const call = (id: string) => ({ type: 'function_call', call_id: id });
const read = (...input: readonly object[]) => readModelRequest({ input: input as never }, {}, 7);

test('the prompt is the last thing that the user said', () => {
  expect(read(userMessage('one'), userMessage('two'))).toMatchObject({ index: 7, prompt: 'two', call: 0 });
  expect(read({ role: 'user', content: 'plain' }).prompt).toBe('plain');
  expect(
    read({ role: 'user', content: [{ text: 'a' }, { type: 'input_image' }, null, { text: 'b' }] }).prompt,
  ).toBe('a\nb');
  expect(read().prompt).toBe('');
});

test.each([
  '<environment_context>\n</environment_context>',
  '# AGENTS.md instructions for here',
  '<turn_aborted>x</turn_aborted>',
  '<subagent_notification>{}</subagent_notification>',
])('what codex says in the place of the user is no prompt: %j', (aside) => {
  expect(read(userMessage('real'), userMessage(aside)).prompt).toBe('real');
  expect(read(userMessage(aside)).prompt).toBe('');
});

test('words that look a little like that are prompts', () => {
  expect(read(userMessage('<environment> is a word')).prompt).toBe('<environment> is a word');
});

test('a round is a group of outputs after the prompt', () => {
  const input = [
    ...[userMessage('old'), call('a'), toolOutput('a')],
    ...[userMessage('go'), call('b'), call('c'), toolOutput('b', '1'), toolOutput('c', [{ text: '2' }])],
    ...[call('d'), { ...toolOutput('d', '3'), type: 'custom_tool_call_output' }],
  ];
  expect(read(...input)).toMatchObject({
    prompt: 'go',
    call: 2,
    toolOutputs: [
      { callId: 'b', output: '1' },
      { callId: 'c', output: '2' },
      { callId: 'd', output: '3' },
    ],
  });
});

test('tools are named, those of a namespace with it', () => {
  const tools = [
    { type: 'function', name: 'a' },
    { type: 'namespace', name: 'n', tools: [{ name: 'b' }] },
    { type: 'web_search' },
  ];
  expect(readModelRequest({ input: [], tools }, {}, 0).tools).toEqual(['a', 'n.b', 'web_search']);
});

test('thread and turn come from the metadata, in the header or in the body', () => {
  const metadata = JSON.stringify({ thread_id: 't', turn_id: 'u', request_kind: 'turn' });
  const wanted = { threadId: 't', turnId: 'u', kind: 'turn' };
  expect(readModelRequest({ input: [] }, { 'x-codex-turn-metadata': metadata }, 0)).toMatchObject(wanted);
  const body = { input: [], client_metadata: { 'x-codex-turn-metadata': metadata } };
  expect(readModelRequest(body, {}, 0)).toMatchObject(wanted);
  expect(readModelRequest({ input: [] }, { session_id: 's', 'x-codex-turn-metadata': '{' }, 0)).toMatchObject(
    {
      threadId: 's',
      turnId: undefined,
    },
  );
  expect(read().threadId).toBeUndefined();
});
