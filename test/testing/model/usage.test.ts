import { text } from '../../../lib/testing/model/text.js';
import { usage } from '../../../lib/testing/model/usage.js';
import { answerOf } from '../support/scripted-model.js';

const usageOf = async (...steps: Parameters<typeof usage>) =>
  (await answerOf([usage(...steps), text('a')])).events.at(-1).response.usage;

test('what is left out of the counts is one token in, one out, and their sum', async () => {
  expect(await usageOf({})).toEqual({
    input_tokens: 1,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 1,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 2,
  });
  expect(
    await usageOf({
      inputTokens: 9,
      cachedInputTokens: 4,
      outputTokens: 5,
      reasoningOutputTokens: 2,
      totalTokens: 3,
    }),
  ).toEqual({
    input_tokens: 9,
    input_tokens_details: { cached_tokens: 4 },
    output_tokens: 5,
    output_tokens_details: { reasoning_tokens: 2 },
    total_tokens: 3,
  });
});
