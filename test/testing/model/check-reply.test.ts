import { attempts } from '../../../lib/testing/model/attempts.js';
import { checkReply } from '../../../lib/testing/model/check-reply.js';
import { command } from '../../../lib/testing/model/command.js';
import { createGate, gate } from '../../../lib/testing/model/gate.js';
import { fail } from '../../../lib/testing/model/fail.js';
import { readModelRequest } from '../../../lib/testing/model/model-request.js';
import type { ModelReply } from '../../../lib/testing/model/model-step.js';
import { plan } from '../../../lib/testing/model/plan.js';
import { text } from '../../../lib/testing/model/text.js';
import { toolCall } from '../../../lib/testing/model/tool-call.js';

const tools = [
  { type: 'function', name: 'shell' },
  { type: 'namespace', name: 'ns', tools: [{ name: 'inner' }] },
];
const check = (reply: ModelReply, attempt = 0) =>
  checkReply(reply, { ...readModelRequest({ input: [], tools }, {}, 0), attempt });

test('a good reply becomes its steps, those of the attempt at hand', () => {
  const reply = [text('a'), attempts(text('b'), [text('c'), attempts(text('d'))])];
  expect(check(text('x'))).toEqual({ steps: [text('x')] });
  expect(check(reply)).toEqual({ steps: [text('a'), text('b')] });
  expect(check(reply, 5)).toEqual({ steps: [text('a'), text('c'), text('d')] });
  expect(check([toolCall('shell'), toolCall('inner', {}, { namespace: 'ns' })])).toHaveProperty('steps');
  expect(check([gate(createGate()), fail({ status: 500 })])).toHaveProperty('steps');
});

test.each<[ModelReply, RegExp]>([
  [
    command('x'),
    /step 1: it calls the tool "exec_command", which this request does not offer\. On offer: shell, ns\.inner\./,
  ],
  [toolCall('inner'), /it calls the tool "inner"/],
  [
    [text('a'), plan(['b'])],
    /step 2: it calls the tool "update_plan".*\[tools\.update_plan\] enabled = true/,
  ],
  [[fail({ drop: true }), text('a')], /step 1: a failure ends the reply, but text follows/],
  [[text('a'), fail({ status: 500 })], /step 2: fail\(\{ status: 500 \}\) comes after the stream has begun/],
  [
    [{ say: 'a' } as never],
    /step 1: a step must be made by one of the step functions, and this is \{"say":"a"\}/,
  ],
  [[undefined as never], /and this is undefined/],
])('%j cannot be carried out', (reply, sentence) => {
  expect(check(reply)).toEqual({ fault: expect.stringMatching(sentence) });
});
