import { isResponseOf } from '../../lib/client/is-response-of';
import { serverRequestResponses } from '../../lib/protocol/generated/server-request-responses';

const isResponse = isResponseOf(serverRequestResponses);
const approval = 'item/commandExecution/requestApproval';

test('an answer of the right shape', () => {
  expect(isResponse(approval, { decision: 'decline' })).toBe(true);
  expect(isResponse('item/tool/call', { contentItems: [], success: false })).toBe(true);
});

test.each([{}, { decision: 1 }, 'accept', null, undefined, 0, true])('%p answers no approval', (answer) => {
  expect(isResponse(approval, answer)).toBe(false);
});

test('of a method that is not known, any object is one', () => {
  for (const method of ['new/method', '__proto__', 'constructor', 'toString']) {
    expect(isResponse(method, { anything: 1 })).toBe(true);
    expect(isResponse(method, 'text')).toBe(false);
  }
});
