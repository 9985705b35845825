import { concat, EMPTY, NEVER, of, throwError, VirtualTimeScheduler } from 'rxjs';
import { declineAfter } from '../../lib/operators/decline-after';
import { fakeApproval, type FakeApproval } from '../support/approvals';
import { operatorCases } from '../support/operator-cases';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('declineAfter', () => {
  const [a, b, c] = [fakeApproval(), fakeApproval(), fakeApproval()];
  operatorCases<FakeApproval, FakeApproval>({
    operator: () => declineAfter(1),
    source: { a, b, c },
    emitted: { x: a, y: b, z: c },
    live: [a, b, c],
  });

  it('declines what is still open after the time, and nothing else', () => {
    const [open, answered] = [fakeApproval(), fakeApproval()];
    concat(of(open, answered), NEVER).pipe(declineAfter(100)).subscribe();
    answered.accept();
    jest.advanceTimersByTime(99);
    expect(open.decision()).toBeUndefined();
    jest.advanceTimersByTime(1);
    expect([open.decision(), answered.decision(), jest.getTimerCount()]).toEqual(['decline', 'accept', 0]);
  });

  it('leaves no timer for what was answered', () => {
    const approval = fakeApproval();
    concat(of(approval), NEVER).pipe(declineAfter(100)).subscribe();
    approval.settleElsewhere();
    expect(jest.getTimerCount()).toBe(0);
  });

  it('declines what is open when its subscriber leaves: nobody is left to answer', () => {
    const approval = fakeApproval();
    concat(of(approval), NEVER).pipe(declineAfter(100)).subscribe().unsubscribe();
    expect([approval.decision(), jest.getTimerCount()]).toEqual(['decline', 0]);
  });

  it.each([
    ['ended', EMPTY],
    ['failed', throwError(() => new Error('no'))],
  ])('lets the time run out when its source has %s', (_, end$) => {
    const approval = fakeApproval();
    concat(of(approval), end$)
      .pipe(declineAfter(100))
      .subscribe({ error: () => undefined });
    expect(approval.decision()).toBeUndefined();
    jest.advanceTimersByTime(100);
    expect([approval.decision(), jest.getTimerCount()]).toEqual(['decline', 0]);
  });

  it('declines in the time of the scheduler that it is given', () => {
    const scheduler = new VirtualTimeScheduler();
    const [soon, late] = [fakeApproval(), fakeApproval()];
    concat(of(soon), NEVER).pipe(declineAfter(100, scheduler)).subscribe();
    concat(of(late), NEVER).pipe(declineAfter(300, scheduler)).subscribe();
    scheduler.maxFrames = 200;
    scheduler.flush();
    expect([soon.decision(), late.decision(), jest.getTimerCount()]).toEqual(['decline', undefined, 0]);
  });
});
