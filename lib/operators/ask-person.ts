import {
  catchError,
  defaultIfEmpty,
  defer,
  from,
  map,
  mergeMap,
  of,
  take,
  takeLast,
  takeUntil,
  type ObservableInput,
  type OperatorFunction,
} from 'rxjs';
import { decide, type Decidable, type Decision } from './decidable.js';

/** An approval that was asked about, and what became of it. */
export interface AskedApproval<A> {
  readonly approval: A;
  readonly decision: Decision;
  /** Whether that was the answer; false where somebody else was faster. */
  readonly answered: boolean;
}

/**
 * Asks a person about each approval and does as they say.
 *
 * `true` accepts this once, `false` declines; the words of a decision do as well. A question that fails or ends
 * without an answer declines. A question is given up, and emits nothing, when its approval is settled elsewhere.
 * Unsubscribing gives up all questions. Completes when its source has and all questions are answered.
 *
 * @param ask shows the approval, and answers with the first value
 * @param atOnce how many questions may be open at the same time; the rest wait. Default: all
 */
export const askPerson = <A extends Decidable>(
  ask: (approval: A) => ObservableInput<boolean | Decision>,
  atOnce = Infinity,
): OperatorFunction<A, AskedApproval<A>> =>
  mergeMap((approval) => {
    const answer$ = defer(() => from(ask(approval))).pipe(
      take(1),
      map(decisionOf),
      catchError(() => of<Decision>('decline')),
      defaultIfEmpty<Decision, Decision>('decline'),
      takeUntil(approval.settled$),
    );
    return answer$.pipe(
      // Decided when the question is over: deciding settles the approval, which would give the question up.
      takeLast(1),
      map((decision) => ({ approval, decision, answered: decide(approval, decision) })),
    );
  }, atOnce);

const decisionOf = (answer: unknown): Decision => {
  if (answer === true || answer === 'accept') return 'accept';
  return answer === 'cancel' ? 'cancel' : 'decline';
};
