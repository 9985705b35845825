import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyPatch } from '../../lib/testing/model/apply-patch.js';
import { command } from '../../lib/testing/model/command.js';
import { createGate } from '../../lib/testing/model/gate.js';
import { plan } from '../../lib/testing/model/plan.js';
import { reasoning } from '../../lib/testing/model/reasoning.js';
import { text } from '../../lib/testing/model/text.js';
import { usage } from '../../lib/testing/model/usage.js';
import { withCodex } from './support/scripted-app-server.js';

test('a turn of 200 deltas arrives piece by piece and whole, with its token counts', async () => {
  const pieces = Array.from({ length: 200 }, (_, index) => `${index} é😀 `);
  await withCodex(
    {
      script: [
        reasoning(['First', ['Sec', 'ond']], { content: 'raw' }),
        text(pieces),
        usage({ inputTokens: 40, outputTokens: 2 }),
      ],
    },
    async ({ codex, server, threadId, paramsOf, itemsDone }) => {
      const { turn } = (await server.runTurn(threadId, 'go')).params;
      expect(turn.status).toBe('completed');
      expect(paramsOf('item/agentMessage/delta').map(({ delta }) => delta)).toEqual(pieces);
      expect(itemsDone('agentMessage')).toEqual([expect.objectContaining({ text: pieces.join('') })]);
      expect(
        paramsOf('item/reasoning/summaryTextDelta').map(({ delta, summaryIndex }) => [summaryIndex, delta]),
      ).toEqual([
        [0, 'First'],
        [1, 'Sec'],
        [1, 'ond'],
      ]);
      expect(paramsOf('item/reasoning/textDelta').map(({ delta }) => delta)).toEqual(['raw']);
      expect(itemsDone('reasoning')).toEqual([
        expect.objectContaining({ summary: ['First', 'Second'], content: ['raw'] }),
      ]);
      expect(paramsOf('thread/tokenUsage/updated')[0].tokenUsage.last).toMatchObject({
        inputTokens: 40,
        totalTokens: 42,
      });
      expect(codex.model.requests).toEqual([
        expect.objectContaining({
          prompt: 'go',
          call: 0,
          attempt: 0,
          threadId,
          turnId: turn.id,
          kind: 'turn',
        }),
      ]);
    },
  );
});

test('a command runs and its output goes back to the model; a plan and the final text follow', async () => {
  await withCodex(
    {
      script: [
        {
          when: 'work',
          replies: [
            [text('Looking.'), command('echo out-$((6 * 7)); exit 3', { id: 'call-1' })],
            plan(['read', { step: 'write', status: 'in_progress' }], { explanation: 'so far' }),
            text('Done.'),
          ],
        },
      ],
    },
    async ({ codex, server, threadId, paramsOf, itemsDone }) => {
      await server.runTurn(threadId, 'work');
      expect(itemsDone('commandExecution')).toEqual([
        expect.objectContaining({
          id: 'call-1',
          exitCode: 3,
          status: 'failed',
          aggregatedOutput: 'out-42\n',
        }),
      ]);
      expect(codex.model.requests[1]!.toolOutputs).toEqual([
        { callId: 'call-1', output: expect.stringContaining('exited with code 3') },
      ]);
      expect(paramsOf('turn/plan/updated')).toEqual([
        expect.objectContaining({
          explanation: 'so far',
          plan: [
            { step: 'read', status: 'pending' },
            { step: 'write', status: 'inProgress' },
          ],
        }),
      ]);
      expect(itemsDone('agentMessage').map((item) => item.text)).toEqual(['Looking.', 'Done.']);
      expect(codex.model.requests.map(({ call }) => call)).toEqual([0, 1, 2]);
      expect(codex.model.errors).toEqual([]);
    },
  );
});

test('an escalated command is asked for: declined it leaves no trace, accepted it runs', async () => {
  await withCodex(
    {
      script: [
        {
          when: /^touch (.*)$/,
          replies: [
            command('touch marker && echo made', { escalated: true, justification: 'May I?' }),
            text('over'),
          ],
        },
      ],
    },
    async ({ codex, server, threadId, itemsDone, answerNext }) => {
      const marker = join(codex.cwd, 'marker');
      let turn = server.runTurn(threadId, 'touch it');
      const asked = await answerNext('item/commandExecution/requestApproval', { decision: 'decline' });
      expect(asked).toMatchObject({
        threadId,
        reason: 'May I?',
        command: expect.stringContaining('touch marker'),
      });
      expect((await turn).params.turn.status).toBe('completed');
      expect(existsSync(marker)).toBe(false);
      expect(itemsDone('commandExecution').map(({ status }) => status)).toEqual(['declined']);

      server.messages.length = 0;
      turn = server.runTurn(threadId, 'touch it again');
      await answerNext('item/commandExecution/requestApproval', { decision: 'accept' });
      await turn;
      expect(existsSync(marker)).toBe(true);
      expect(itemsDone('commandExecution').map(({ status }) => status)).toEqual(['completed']);
    },
  );
});

test('a patch becomes a file change that is asked for, and a diff', async () => {
  await withCodex(
    {
      script: [
        {
          replies: [
            applyPatch('*** Begin Patch\n*** Add File: notes.txt\n+first line\n*** End Patch', { id: 'p1' }),
            text('patched'),
          ],
        },
      ],
    },
    async ({ codex, server, threadId, paramsOf, itemsDone, answerNext }) => {
      const turn = server.runTurn(threadId, 'patch');
      expect(await answerNext('item/fileChange/requestApproval', { decision: 'accept' })).toMatchObject({
        itemId: 'p1',
      });
      await turn;
      expect(readFileSync(join(codex.cwd, 'notes.txt'), 'utf8')).toBe('first line\n');
      expect(itemsDone('fileChange')).toEqual([expect.objectContaining({ id: 'p1', status: 'completed' })]);
      expect(paramsOf('turn/diff/updated').at(-1).diff).toContain('+first line');
    },
  );
});

test('a gate holds a turn in the middle of a word, where it can be interrupted', async () => {
  const gate = createGate();
  await withCodex(
    { script: [{ when: 'hold', replies: [text(['half a sen', gate, 'tence'])] }] },
    async ({ codex, server, threadId }) => {
      const { turn } = await server.request('turn/start', {
        threadId,
        input: [{ type: 'text', text: 'hold' }],
      });
      await gate.reached;
      await server.until('the delta', (message) => message.params?.delta === 'half a sen');
      await server.request('turn/interrupt', { threadId, turnId: turn.id });
      const { params } = await server.until('the end', (message) => message.method === 'turn/completed');
      expect(params.turn).toMatchObject({ id: turn.id, status: 'interrupted' });
      expect((await server.runTurn(threadId, 'next')).params.turn.status).toBe('completed');
      expect(codex.model.requests.at(-1)!.prompt).toBe('next');
    },
  );
});

test('three threads at once get their own replies, each in its own rounds', async () => {
  const order = createGate();
  await withCodex(
    {
      script: [
        { when: 'slow', replies: [text(['slow ', order, 'one'])] },
        { when: 'tool', replies: [command('echo t'), text('after tool')] },
        { when: 'fast', replies: [text('fast one')] },
      ],
    },
    async ({ codex, server, threadId, paramsOf }) => {
      const others = await Promise.all([
        server.startThread({ cwd: codex.cwd }),
        server.startThread({ cwd: codex.cwd }),
      ]);
      const slow = server.runTurn(threadId, 'slow');
      await order.reached;
      await Promise.all([server.runTurn(others[0], 'tool'), server.runTurn(others[1], 'fast')]);
      order.open();
      await slow;
      const said = paramsOf('item/completed')
        .filter(({ item }) => item.type === 'agentMessage')
        .map(({ item, threadId: of }) => [of, item.text]);
      expect(Object.fromEntries(said)).toEqual({
        [threadId]: 'slow one',
        [others[0]]: 'after tool',
        [others[1]]: 'fast one',
      });
      expect(codex.model.requestCount).toBe(4);
    },
  );
});
