import { filter, type MonoTypeOperatorFunction } from 'rxjs';
import { decide, type Decidable, type Decision } from './decidable.js';

/**
 * Decides approvals by a rule; those that the rule leaves open pass on.
 *
 * A rule that throws declines. Yes to what `grants` more than this once is not a rule's to say: it passes on, for a
 * person or a call of `accept()`. Completes and errors with its source.
 *
 * @param rule returns a decision, or undefined for what it does not decide
 */
export const decideBy = <A extends Decidable>(
  rule: (approval: A) => Decision | undefined,
): MonoTypeOperatorFunction<A> =>
  filter((approval) => {
    const decision = decisionOf(rule, approval);
    if (decision === undefined || (decision === 'accept' && approval.grants === true)) return true;
    decide(approval, decision);
    return false;
  });

const decisionOf = <A>(rule: (approval: A) => Decision | undefined, approval: A): Decision | undefined => {
  try {
    return rule(approval);
  } catch {
    return 'decline';
  }
};
