import { modelEvent } from '../../../lib/testing/model/model-event.js';
import { typesOf } from '../support/model-call.js';
import { answerOf } from '../support/scripted-model.js';

test('any event goes into the stream as it is, and raw text too', async () => {
  const answer = await answerOf([
    modelEvent({ type: 'odd', n: 1 }),
    modelEvent('data: {"type":"rawer"}\n\n: comment\n\n'),
  ]);
  expect(typesOf(answer)).toEqual(['response.created', 'odd', 'rawer', 'response.completed']);
  expect(answer.body).toContain('event: odd\ndata: {"type":"odd","n":1}\n\n');
  expect(answer.body).toContain(': comment\n');
});
