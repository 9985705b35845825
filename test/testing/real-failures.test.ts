import { attempts } from '../../lib/testing/model/attempts.js';
import { fail } from '../../lib/testing/model/fail.js';
import { plan } from '../../lib/testing/model/plan.js';
import { text } from '../../lib/testing/model/text.js';
import { toolCall } from '../../lib/testing/model/tool-call.js';
import type { ModelReply } from '../../lib/testing/model/model-step.js';
import type { Wire } from './support/raw-app-server.js';
import { withCodex } from './support/scripted-app-server.js';

/** How codex names what a model call failed with. */
const failures: [string, ModelReply, Wire][] = [
  ['HTTP 500', fail({ status: 500 }), 'internalServerError'],
  ['HTTP 400', fail({ status: 400, body: 'no good' }), 'other'],
  ['HTTP 401', fail({ status: 401 }), { httpConnectionFailed: { httpStatusCode: 401 } }],
  ['a break at once', fail({ drop: true }), expect.anything()],
  ['a break in mid-stream', [text('ha'), fail({ drop: true })], 'other'],
  ['an early end', [text('ha'), fail({ endEarly: true })], 'other'],
  [
    'context_length_exceeded',
    fail({ event: 'response.failed', code: 'context_length_exceeded' }),
    'contextWindowExceeded',
  ],
  [
    'insufficient_quota',
    fail({ event: 'response.failed', code: 'insufficient_quota' }),
    'usageLimitExceeded',
  ],
  [
    'rate_limit_exceeded',
    fail({ event: 'response.failed', code: 'rate_limit_exceeded' }),
    'rateLimitExceeded',
  ],
  [
    'server_is_overloaded',
    fail({ event: 'response.failed', code: 'server_is_overloaded' }),
    'serverOverloaded',
  ],
  ['an incomplete response', [text('ha'), fail({ incomplete: 'max_output_tokens' })], 'other'],
  ['a tool that is not on offer', toolCall('no_such_tool'), 'other'],
];

test('every failure fails its turn at once, by its own name, and the next turn works', () =>
  withCodex(
    { script: failures.map(([prompt, failure]) => ({ when: prompt, replies: [failure] })) },
    async ({ codex, server, paramsOf }) => {
      for (const [prompt, , codexErrorInfo] of failures) {
        const id = await server.startThread({ cwd: codex.cwd });
        const { turn } = (await server.runTurn(id, prompt)).params;
        expect({ prompt, ...turn }).toMatchObject({ prompt, status: 'failed', error: { codexErrorInfo } });
        const errors = paramsOf('error').filter(({ threadId }) => threadId === id);
        expect(errors.map(({ willRetry }) => willRetry)).toEqual([false]);
        expect((await server.runTurn(id, 'go on')).params.turn.status).toBe('completed');
        // After a full context codex compacts first.
        const kinds = codex.model.requests.filter(({ threadId }) => threadId === id).map(({ kind }) => kind);
        const compacts = codexErrorInfo === 'contextWindowExceeded';
        expect(kinds).toEqual(compacts ? ['turn', 'compaction', 'turn'] : ['turn', 'turn']);
      }
    },
  ));

test('a failed call is tried again where retries are asked for', async () => {
  await withCodex(
    {
      retries: { stream: 2 },
      script: attempts(
        [text('try 1', { unfinished: true }), fail({ endEarly: true })],
        [text('try 2'), fail({ endEarly: true })],
        text('finally'),
      ),
    },
    async ({ codex, server, threadId, paramsOf, itemsDone }) => {
      const { turn } = (await server.runTurn(threadId, 'go')).params;
      expect(turn.status).toBe('completed');
      expect(paramsOf('error').map(({ willRetry }) => willRetry)).toEqual([true, true]);
      expect(codex.model.requests.map(({ call, attempt }) => [call, attempt])).toEqual([
        [0, 0],
        [0, 1],
        [0, 2],
      ]);
      expect(paramsOf('item/agentMessage/delta').map(({ delta }) => delta)).toEqual([
        'try 1',
        'try 2',
        'finally',
      ]);
      expect(itemsDone('agentMessage').map((item) => item.text)).toEqual(['try 2', 'finally']);
    },
  );
});

test('a model that cannot be reached fails the turn instead of waiting for ever', async () => {
  await withCodex({}, async ({ codex, server, threadId }) => {
    await codex.model.close();
    expect((await server.runTurn(threadId, 'go')).params.turn.status).toBe('failed');
  });
});

test('a script that codex cannot follow says why on the wire and in errors', async () => {
  await withCodex({ planTool: false, script: plan(['a']) }, async ({ codex, server, threadId }) => {
    const { turn } = (await server.runTurn(threadId, 'go')).params;
    const sentence =
      /calls the tool "update_plan", which this request does not offer\. It needs \[tools\.update_plan\]/;
    expect(JSON.parse(turn.error.message).error.message).toMatch(sentence);
    expect(codex.model.errors.map(String)).toEqual([expect.stringMatching(sentence)]);
  });
});
