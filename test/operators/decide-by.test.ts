import { from } from 'rxjs';
import { decideBy } from '../../lib/operators/decide-by';
import type { Decision } from '../../lib/operators/decidable';
import { fakeApproval, type FakeApproval } from '../support/approvals';
import { operatorCases, valuesOf } from '../support/operator-cases';

describe('decideBy', () => {
  const [a, b, c] = [fakeApproval(), fakeApproval(), fakeApproval()];
  operatorCases<FakeApproval, FakeApproval>({
    operator: () => decideBy(() => undefined),
    source: { a, b, c },
    emitted: { x: a, y: b, z: c },
    live: [a, b, c],
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
});
