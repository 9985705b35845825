import { AsyncSubject } from 'rxjs';
import type { Decidable, Decision } from '../../lib/operators/decidable';

/** An approval that writes down how it was answered. */
export interface FakeApproval extends Decidable {
  readonly name: string;
  readonly decision: () => Decision | 'elsewhere' | undefined;
  /** Settles it as somebody else would. */
  readonly settleElsewhere: () => void;
}

/** Makes an approval that is settled by the first answer. */
export const fakeApproval = (name = 'approval'): FakeApproval => {
  const settled$ = new AsyncSubject<unknown>();
  let decision: Decision | 'elsewhere' | undefined;
  const settle = (how: Decision | 'elsewhere'): boolean => {
    if (decision !== undefined) return false;
    decision = how;
    settled$.next(how);
    settled$.complete();
    return true;
  };
  return {
    name,
    decision: () => decision,
    settleElsewhere: () => void settle('elsewhere'),
    accept: () => settle('accept'),
    decline: () => settle('decline'),
    cancel: () => settle('cancel'),
    settled$: settled$.asObservable(),
  };
};
