import type { Observable } from 'rxjs';

/** What a policy needs of an approval; it can say yes to this once, and to nothing more. */
export interface Decidable {
  accept(): boolean;
  decline(): boolean;
  cancel(): boolean;
  /** Whether yes means more than this once, such as permissions; a rule does not say yes to that. */
  readonly grants?: boolean;
  /** Emits once when it is settled, by whomever. */
  readonly settled$: Observable<unknown>;
}

/** What a policy can decide. Consent for longer than this once only ever comes from an explicit call. */
export type Decision = 'accept' | 'decline' | 'cancel';

/** Carries out a decision; a word that is none declines. Returns whether it was the answer. */
export const decide = (request: Decidable, decision: unknown): boolean => {
  if (decision === 'accept') return request.accept();
  return decision === 'cancel' ? request.cancel() : request.decline();
};
