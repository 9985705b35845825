import { decide } from '../../lib/operators/decidable';
import { fakeApproval } from '../support/approvals';

test.each([
  ['accept', 'accept'],
  ['decline', 'decline'],
  ['cancel', 'cancel'],
  ['acceptForSession', 'decline'],
  [true, 'decline'],
  [undefined, 'decline'],
  [{ acceptWithExecpolicyAmendment: {} }, 'decline'],
])('%p is %s', (word, decision) => {
  const approval = fakeApproval();
  expect([decide(approval, word), approval.decision()]).toEqual([true, decision]);
  expect(decide(approval, 'accept')).toBe(false);
});
