import { attempts } from '../../../lib/testing/model/attempts.js';
import { fail } from '../../../lib/testing/model/fail.js';
import { text } from '../../../lib/testing/model/text.js';
import { callModel, textOf } from '../support/model-call.js';
import { expectRefused } from '../support/refusals.js';
import { withModel } from '../support/scripted-model.js';

test('each attempt at the same call gets the next reply, and another turn begins again', async () => {
  const script = attempts(fail({ status: 500 }), [text('second')], text('third and later'));
  await withModel({ script }, async (model) => {
    const outcomes: unknown[] = [];
    for (const turn of ['t1', 't1', 't1', 't1', 't2']) {
      const answer = await callModel(model, 'hi', { turn: { turn_id: turn, thread_id: 'x' } });
      outcomes.push(answer.status === 200 ? textOf(answer) : answer.status);
    }
    expect(outcomes).toEqual([500, 'second', 'third and later', 'third and later', 500]);
    expect(model.requests.map(({ attempt }) => attempt)).toEqual([0, 1, 2, 3, 0]);
  });
});

test('without a reply it is refused', () => {
  expectRefused(() => attempts(), /at least one reply/);
});
