import { text, toolCall, type ModelReply, type ModelScript } from '../../lib/testing';
import { runPage } from './support/run-page';

/** An agent is spawned and waited for. */
const spawning = (call: number, output: string): ModelReply => {
  const namespace = 'multi_agent_v1';
  if (call === 0) return toolCall('spawn_agent', { message: 'Count the files.' }, { namespace });
  if (call > 1) return text('It counted 12.');
  const { agent_id: agentId } = JSON.parse(output) as { readonly agent_id: string };
  return toolCall('wait_agent', { targets: [agentId], timeout_ms: 20_000 }, { namespace });
};

const script: ModelScript = ({ prompt, call, toolOutputs, body }) => {
  if (prompt.startsWith('Have an agent')) return spawning(call, toolOutputs[0]?.output ?? '');
  if (prompt.startsWith('How long')) return text(JSON.stringify(body).includes('9 s.') ? '9 s.' : 'No idea.');
  if (prompt.startsWith('Look at')) return text('They are fine.');
  // A goal is worked at again and again until it is cleared.
  return text('Noted.', prompt.includes('All tests pass.') ? { deltas: 5, delayMs: 100 } : {});
};

test('the code of the page runs as it stands', async () => {
  const { printed } = await runPage('docs/threads.md', { script });
  expect(printed).toHaveLength(15);
});
