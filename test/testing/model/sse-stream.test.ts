import { text } from '../../../lib/testing/model/text.js';
import { textOf } from '../support/model-call.js';
import { answerOf } from '../support/scripted-model.js';

test('it waits for its reader: 20 MB in many pieces arrive whole', async () => {
  const pieces = Array.from({ length: 2_000 }, (_, index) => String(index % 10).repeat(10_000));
  const received = textOf(await answerOf(text(pieces)));
  expect(received.length).toBe(20_000_000);
  expect(received === pieces.join('')).toBe(true);
});

test('it is a stream of events, by its type and by its form', async () => {
  const answer = await answerOf(text('a'));
  expect(answer.contentType).toBe('text/event-stream');
  expect(answer.body).toMatch(/^event: response\.created\ndata: \{.*\}\n\nevent: /);
});
