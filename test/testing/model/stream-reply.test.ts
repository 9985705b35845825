import { text } from '../../../lib/testing/model/text.js';
import { typesOf } from '../support/model-call.js';
import { answerOf } from '../support/scripted-model.js';

test('steps become one response from created to completed, each item in its place', async () => {
  const answer = await answerOf([text('a'), text('b')]);
  expect(typesOf(answer)).toEqual([
    'response.created',
    'response.output_item.added',
    'response.output_text.delta',
    'response.output_item.done',
    'response.output_item.added',
    'response.output_text.delta',
    'response.output_item.done',
    'response.completed',
  ]);
  expect(answer.events.map(({ output_index }) => output_index)).toEqual([
    undefined,
    0,
    0,
    0,
    1,
    1,
    1,
    undefined,
  ]);
  expect(answer.events.at(-1).response.id).toBe(answer.events[0].response.id);
});

test('an empty reply is a response that says nothing', async () => {
  expect(typesOf(await answerOf(() => []))).toEqual(['response.created', 'response.completed']);
});
