import { firstValueFrom, take, toArray } from 'rxjs';
import { text, toolCall, type ModelScript } from '../../lib/testing';
import { withRealCodex } from '../support/real-codex';

/** The parent spawns a child, waits for it, and says so. */
const script: ModelScript = ({ prompt, call, toolOutputs }) => {
  if (prompt === 'child work') return text('said by the child');
  if (call === 0) return toolCall('spawn_agent', { message: 'child work' }, { namespace: 'multi_agent_v1' });
  const { agent_id: agentId } = JSON.parse(toolOutputs[0]!.output) as { readonly agent_id: string };
  if (call === 1)
    return toolCall(
      'wait_agent',
      { targets: [agentId], timeout_ms: 20_000 },
      { namespace: 'multi_agent_v1' },
    );
  return text('the child is done');
};

test('a sub-agent is a thread of its parent, and its turn a turn like any other', () =>
  withRealCodex({ script }, async ({ client, codex }) => {
    const thread = await firstValueFrom(client.startThread({ cwd: codex.cwd }));
    const all = firstValueFrom(client.turns$.pipe(take(2), toArray()));
    const child = firstValueFrom(thread.subAgents$);
    const result = await firstValueFrom(thread.run('parent'));
    const [parentTurn, childTurn] = await all;
    expect(result).toMatchObject({ id: parentTurn!.id, finalResponse: 'the child is done' });
    expect((await child).id).toBe(childTurn!.threadId);
    expect(childTurn!.threadId).not.toBe(thread.id);
    await expect(firstValueFrom(childTurn!.result$)).resolves.toMatchObject({
      status: 'completed',
      threadId: childTurn!.threadId,
      finalResponse: 'said by the child',
    });
    expect(codex.model.errors).toEqual([]);
  }));
