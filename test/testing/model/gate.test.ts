import { createGate, gate } from '../../../lib/testing/model/gate.js';
import { text } from '../../../lib/testing/model/text.js';
import { callModel, textOf } from '../support/model-call.js';
import { withModel } from '../support/scripted-model.js';

test('a gate holds the stream until it is opened, in the middle of a text too', async () => {
  const [first, second] = [createGate(), createGate()];
  await withModel({ script: [gate(first), text(['par', second, 'tial'])] }, async (model) => {
    const answer = callModel(model, 'hi');
    await first.reached;
    first.open();
    first.open();
    await second.reached;
    expect([first.opened, second.opened]).toEqual([true, false]);
    await expect(Promise.race([answer, Promise.resolve('waiting')])).resolves.toBe('waiting');
    second.open();
    expect(textOf(await answer)).toBe('partial');
    expect(textOf(await callModel(model, 'an open gate does not hold'))).toBe('partial');
  });
});

test('it lets go of a caller that went away, and of everything when the server closes', async () => {
  const never = createGate();
  const gone = new AbortController();
  let second: Promise<unknown> | undefined;
  await withModel({ script: [gate(never), text('late')] }, async (model) => {
    const call = callModel(model, 'hi', { signal: gone.signal });
    await never.reached;
    gone.abort();
    await expect(call).rejects.toThrow();
    second = callModel(model, 'again');
    second.catch(() => undefined);
    while (model.requestCount < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  });
  await expect(second).rejects.toThrow();
  expect(never.opened).toBe(false);
});
