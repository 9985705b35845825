import { command } from '../../../lib/testing/model/command.js';
import { readModelRequest } from '../../../lib/testing/model/model-request.js';
import { chooseReply, type ModelScript } from '../../../lib/testing/model/model-script.js';
import { text } from '../../../lib/testing/model/text.js';
import { toolOutput, userMessage } from '../support/model-call.js';

const choose = (script: ModelScript, prompt: string, rounds = 0) => {
  const outputs = Array.from({ length: rounds }, (_, at) => [
    { type: 'function_call' },
    toolOutput(`c${at}`),
  ]);
  const input = [userMessage(prompt), ...outputs.flat()];
  return chooseReply(script, { ...readModelRequest({ input }, {}, 0), attempt: 0 });
};

const [a, b, c] = [text('a'), text('b'), text('c')];

test('one reply is said once to every prompt, so that its tools run once', async () => {
  expect(await choose(a, 'any')).toBe(a);
  expect(await choose([command('x'), a], 'any')).toEqual([command('x'), a]);
  expect(await choose([command('x')], 'any', 1)).toBeUndefined();
});

test('of rules the first that fits counts, and has a reply for each round', async () => {
  const rules: ModelScript = [
    { when: 'part', replies: [a, [b]] },
    { when: /^exact$/g, replies: [b] },
    { when: (prompt, { call }) => prompt === 'fn' && call === 0, replies: [c] },
    { replies: [text('any')] },
  ];
  expect(await choose(rules, 'a party')).toBe(a);
  expect(await choose(rules, 'a party', 1)).toEqual([b]);
  expect(await choose(rules, 'a party', 2)).toBeUndefined();
  // A global pattern remembers where it stopped.
  expect([await choose(rules, 'exact'), await choose(rules, 'exact')]).toEqual([b, b]);
  expect(await choose(rules, 'fn')).toBe(c);
  expect(await choose(rules, 'fn', 1)).toBeUndefined();
  expect(await choose(rules, 'inexact')).toEqual(text('any'));
  expect(await choose([], 'none')).toBeUndefined();
});

test('a function decides by itself, now or later', async () => {
  expect(await choose(({ prompt }) => (prompt === 'x' ? a : undefined), 'x')).toBe(a);
  expect(await choose(({ prompt }) => (prompt === 'x' ? a : undefined), 'y')).toBeUndefined();
  expect(await choose(() => Promise.resolve(b), 'x')).toBe(b);
  await expect(choose(() => Promise.reject(new Error('no')), 'x')).rejects.toThrow('no');
});
