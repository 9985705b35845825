import * as t from 'io-ts';
import { outputCodec, outputJsonSchema } from '../../lib/client/output-schema';
import { agentMessageItem } from '../../lib/testing/messages/items';
import { itemCompleted } from '../../lib/testing/messages/item-messages';
import { turnCompleted } from '../../lib/testing/messages/turn-messages';
import { memoryCodex, watch } from '../support/memory-codex';

const codec = t.type({ ok: t.boolean });
const schema = {
  type: 'object',
  properties: { ok: { type: 'boolean' } },
  required: ['ok'],
  additionalProperties: false,
};

test('a codec is its schema on the wire, and reads the output; a schema is only that', () => {
  expect([outputCodec(codec), outputJsonSchema(codec)]).toEqual([codec, schema]);
  expect([outputCodec(schema), outputJsonSchema(schema)]).toEqual([undefined, schema]);
});

test.each([
  ['a codec', codec],
  ['a schema', schema],
])('a turn with %s has its output in the result, by run and by handle', (_, outputSchema) => {
  const memory = memoryCodex();
  const thread = memory.client.thread('thread');
  const run = watch(thread.run('ok?', { outputSchema }));
  const [turn] = watch(thread.startTurn('ok?', { outputSchema })).values;
  const result = watch(turn!.result$);
  memory.say(itemCompleted(agentMessageItem('m', '{"ok":true}')), turnCompleted());
  for (const { values } of [run, result])
    expect(values[0]?.output).toEqual({ _tag: 'Right', right: { ok: true } });
  expect(memory.paramsOf('turn/start')).toMatchObject([{ outputSchema: schema }, { outputSchema: schema }]);
});

test('the type of the output is that of the codec', () => {
  const memory = memoryCodex();
  const run = watch(memory.client.thread('thread').run('ok?', { outputSchema: codec, model: 'm' }));
  memory.say(turnCompleted({ status: 'interrupted' }));
  const output = run.values[0]?.output;
  const ok: boolean | undefined = output?._tag === 'Right' ? output.right.ok : undefined;
  expect([output?._tag, ok]).toEqual(['Left', undefined]);
});

test('a turn that was not asked for an output has none', () => {
  const memory = memoryCodex();
  const run = watch(memory.client.thread('thread').run('hi'));
  memory.say(turnCompleted());
  expect(run.values[0]?.output).toBeNull();
  expect(memory.paramsOf('turn/start')[0]).not.toHaveProperty('outputSchema');
});

test('a codec that has no schema errors the call, and nothing is sent', () => {
  const memory = memoryCodex();
  const run = watch(memory.client.thread('thread').run('hi', { outputSchema: t.type({ a: t.Function }) }));
  expect(run.end()).toMatchObject({ error: { name: 'CodexOptionsError' } });
  expect(memory.methods()).toEqual([]);
});
