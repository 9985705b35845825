import { from } from 'rxjs';
import { decideBy } from '../../lib/operators/decide-by';
import type { Decision } from '../../lib/operators/decidable';
import { fakeApproval, type FakeApproval } from '../support/approvals';
import { fail, operatorCases, valuesOf } from '../support/operator-cases';

describe('decideBy', () => {
  const [a, b, c] = [fakeApproval(), fakeApproval(), fakeApproval()];
  operatorCases<FakeApproval, FakeApproval>({
    operator: () => decideBy(() => undefined),
    source: { a, b, c },
    emitted: { x: a, y: b, z: c },
    live: [a, b, c],
    throwing: {
      // Declined, and with that decided.
      rule: {
        operator: () => decideBy((approval) => (approval === b ? fail() : undefined)),
        source: '    -a-b-c-|',
        subscribed: '^------!',
        expected: '  -x---z-|',
      },
    },
  });

  it('does as the rule says, and passes on what the rule leaves open', () => {
    const all = (['accept', 'decline', 'cancel', undefined] as const).map((name) =>
      fakeApproval(name ?? 'open'),
    );
    const rule = ({ name }: FakeApproval): Decision | undefined =>
      name === 'open' ? undefined : (name as Decision);
    expect(valuesOf(from(all).pipe(decideBy(rule)))).toEqual([all[3], 'complete']);
    expect(all.map(({ decision }) => decision())).toEqual(['accept', 'decline', 'cancel', undefined]);
  });

  it('a rule that throws, or says what is no decision, declines', () => {
    const [thrown, odd] = [fakeApproval('thrown'), fakeApproval('odd')];
    const rule = ({ name }: FakeApproval): Decision => {
      if (name === 'thrown') throw new Error('rule');
      return 'acceptForSession' as Decision;
    };
    expect(valuesOf(from([thrown, odd]).pipe(decideBy(rule)))).toEqual(['complete']);
    expect([thrown.decision(), odd.decision()]).toEqual(['decline', 'decline']);
  });

  it('never says yes to what grants more than this once: that passes on', () => {
    const [grant, refused] = [
      { ...fakeApproval(), grants: true },
      { ...fakeApproval('no'), grants: true },
    ];
    const rule = ({ name }: FakeApproval): Decision => (name === 'no' ? 'decline' : 'accept');
    expect(valuesOf(from([grant, refused]).pipe(decideBy(rule)))).toEqual([grant, 'complete']);
    expect([grant.decision(), refused.decision()]).toEqual([undefined, 'decline']);
  });
});
