import { countAttempts } from '../../../lib/testing/model/count-attempts.js';
import { readModelRequest } from '../../../lib/testing/model/model-request.js';
import { toolOutput, userMessage } from '../support/model-call.js';

const request = (input: Parameters<typeof readModelRequest>[0]['input'], thread = 'a') =>
  readModelRequest({ input }, { 'thread-id': thread }, 0);

test('what the user and the tools said tells a repetition from the next call; what the agent said does not', () => {
  const attemptOf = countAttempts();
  const agent = { type: 'message', role: 'assistant', content: 'half' };
  const first = [userMessage('go')];
  expect(attemptOf(request(first))).toBe(0);
  expect(attemptOf(request([...first, agent]))).toBe(1);
  expect(attemptOf(request(first, 'b'))).toBe(0);
  expect(attemptOf(request([...first, agent, toolOutput('c')]))).toBe(0);
  expect(attemptOf(request([...first, agent, toolOutput('c'), userMessage('more')]))).toBe(0);
  expect(attemptOf(request([...first, agent, agent]))).toBe(2);
});

test('it remembers no more than a thousand calls, the latest', () => {
  const attemptOf = countAttempts();
  for (let index = 0; index <= 1_000; index++) attemptOf(request([userMessage('go')], `t${index}`));
  expect(attemptOf(request([userMessage('go')], 't1'))).toBe(1);
  expect(attemptOf(request([userMessage('go')], 't0'))).toBe(0);
});
