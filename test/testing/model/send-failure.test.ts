import { fail } from '../../../lib/testing/model/fail.js';
import type { FailStep } from '../../../lib/testing/model/model-step.js';
import { text } from '../../../lib/testing/model/text.js';
import { typesOf, type ModelAnswer } from '../support/model-call.js';
import { answerOf, withModel } from '../support/scripted-model.js';

test('an HTTP error has its body and its headers', async () => {
  const script = fail({ status: 429, body: { error: { code: 'slow' } }, headers: { 'retry-after': '1' } });
  await withModel({ script }, async (model) => {
    const response = await fetch(`${model.url}/responses`, { method: 'POST', body: '{"input":[]}' });
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
    expect(await response.json()).toEqual({ error: { code: 'slow' } });
    expect(model.errors).toEqual([]);
  });
});

test('an HTTP error can have a text for a body, and has one of its own otherwise', async () => {
  expect(await answerOf(fail({ status: 500, body: 'no' }))).toMatchObject({ status: 500, body: 'no' });
  expect((await answerOf(fail({ status: 503 }))).body).toContain('HTTP 503');
});

test('a broken connection, before and after the first words', async () => {
  await expect(answerOf(fail({ drop: true }))).rejects.toThrow();
  await expect(answerOf([text('ha'), fail({ drop: true })])).rejects.toThrow();
});

test.each<[FailStep, (answer: ModelAnswer) => unknown, unknown]>([
  [fail({ endEarly: true }), (answer) => typesOf(answer).at(-1), 'response.output_item.done'],
  [
    fail({ event: 'response.failed', code: 'slow_down', message: 'too much' }),
    (answer) => answer.events.at(-1).response.error,
    { code: 'slow_down', message: 'too much' },
  ],
  [
    fail({ incomplete: 'max_output_tokens' }),
    (answer) => answer.events.at(-1).response.incomplete_details,
    { reason: 'max_output_tokens' },
  ],
])('a stream that does not complete: %j', async (failure, look, seen) => {
  const answer = await answerOf([text('ha'), failure]);
  expect(typesOf(answer)).not.toContain('response.completed');
  expect(look(answer)).toEqual(seen);
});
